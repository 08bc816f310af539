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

    /** The bound for all of the task; empty where there is none. */
    String ofTask() {
        String budget = settings.text("budget.task", "");
        return budget.isEmpty() ? "" : ", for at most " + budget + " (budget.task)";
    }

    /** What to say of one step; {@code attempts} with all that may be repeated. */
    String of(Step step, int attempts) {
        String agent = "agents." + step.agent() + ".";
        if (!settings.text(agent + "kind", "").equals("gemini")) {
            return "cost not known";
        }
        String model = settings.text(agent + "model", "");
        String instruction = settings.text(agent + "instruction", "");
        long prompt = size(step.input())
                + (instruction.isEmpty() ? 0 : size(text(instruction)))
                + Long.parseLong(settings.text(agent + "history-tokens", "8000"));
        Usage most = new Usage(prompt, 0, Long.parseLong(settings.text(agent + "max-output-tokens", "2048")), 0);
        BigDecimal dollars = prices.cost(model, most);
        if (dollars == null) {
            return "cost not known: no price for " + model;
        }
        boolean tools = !settings.list(agent + "tools", "").isEmpty();
        int turns = attempts * (tools ? Integer.parseInt(settings.text(agent + "tool-calls", "16")) + LAST_TURNS : 1);
        String each =
                dollars.setScale(6, RoundingMode.CEILING).stripTrailingZeros().toPlainString();
        return "at most " + each + " USD a turn" + (tools ? " and what its tools say" : "") + ", up to " + turns
                + " turns";
    }

    private static long size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
