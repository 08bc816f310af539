package dev.drover.wiring.command;

import dev.drover.model.Prices;
import dev.drover.model.Usage;
import dev.drover.plan.Step;
import dev.drover.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of a plan may cost at most, as far as that can be known before: of a model the dollars of a turn, with every
 * byte of text taken for a token and as much history as the settings let in, and how many turns there may be. What tools give
 * back makes later turns longer; what other agents cost nobody here knows.
 */
final class WorstCost {
    /** Turns in which a model may go on asking for tools after it was told that there are no more, and the one that answers. */
    private static final int LAST_TURNS = 3;

    private final Settings settings;
    private final Path folder;
    private final Prices prices;

    WorstCost(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
        prices = prices();
    }

    private Prices prices() {
        String more = settings.text("budget.prices", "");
        return more.isEmpty() ? Prices.shipped() : Prices.shipped().with(Prices.parse(text(more)));
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new Commands.Failed("the file " + file + " cannot be read");
        }
    }

    /**
     * Of one step.
     *
     * @param words what to say of it
     * @param most dollars; absent where nobody here knows
     */
    record Cost(String words, @Nullable BigDecimal most) {
        static Cost unknown(String why) {
            return new Cost("cost not known: " + why, null);
        }
    }

    /** What a step may cost; {@code attempts} with all that may be repeated. */
    Cost of(Step step, int attempts) {
        String agent = "agents." + step.agent() + ".";
        if (!settings.text(agent + "kind", "").equals("gemini")) {
            return Cost.unknown("no model of Drover's");
        }
        String model = settings.text(agent + "model", "");
        String instruction = settings.text(agent + "instruction", "");
        long prompt = size(step.input())
                + (instruction.isEmpty() ? 0 : size(text(instruction)))
                + Long.parseLong(settings.text(agent + "history-tokens", "8000"));
        Usage most = new Usage(prompt, 0, Long.parseLong(settings.text(agent + "max-output-tokens", "2048")), 0);
        BigDecimal turn = prices.cost(model, most);
        if (turn == null) {
            return Cost.unknown("no price for " + model);
        }
        String more = more(agent);
        int turns = attempts * (has(agent + "tools") ? toolCalls(agent) + LAST_TURNS : 1);
        String words = "at most " + dollars(turn) + " a turn" + more + ", up to " + turns + " turns";
        return new Cost(words, more.isEmpty() ? turn.multiply(BigDecimal.valueOf(turns)) : null);
    }

    /** What comes on top of an agent's own turns. */
    private String more(String agent) {
        return (has(agent + "tools") ? " and what its tools say" : "")
                + (has(agent + "hand-over") ? " and whom it hands over to" : "")
                + (has(agent + "instead") ? " or its stand-in's" : "");
    }

    private boolean has(String key) {
        return !settings.list(key, "").isEmpty();
    }

    private int toolCalls(String agent) {
        return Integer.parseInt(settings.text(agent + "tool-calls", "16"));
    }

    /** The whole of the task: the sum of what is known, and of whom nothing is; {@code steps} by their agents. */
    String inAll(Map<String, Cost> steps) {
        BigDecimal sum = BigDecimal.ZERO;
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, Cost> step : steps.entrySet()) {
            BigDecimal most = step.getValue().most();
            if (most == null) {
                unknown.add(step.getKey());
            } else {
                sum = sum.add(most);
            }
        }
        boolean someKnown = unknown.size() < steps.size();
        if (settings.text("plan.planner", "match").equals("gemini")) {
            unknown.add("the plan itself");
        }
        if (settings.text("answer.policy", "all").equals("synthesize") && steps.size() > 1) {
            unknown.add("the written answer");
        }
        String budget = settings.text("budget.task", "");
        return "in all: "
                + (unknown.isEmpty() ? "" : "not known of " + String.join(", ", unknown))
                + (!unknown.isEmpty() && someKnown ? "; of the rest " : "")
                + (someKnown ? "at most " + dollars(sum) : "")
                + (budget.isEmpty() ? "" : "; of models never more than " + budget + " (budget.task)");
    }

    private static String dollars(BigDecimal amount) {
        return amount.setScale(6, RoundingMode.CEILING).stripTrailingZeros().toPlainString() + " USD";
    }

    private static long size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
