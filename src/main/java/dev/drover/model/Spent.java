package dev.drover.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a model took.
 *
 * @param agent who asked; {@code plan} is the planner, {@code answer} who writes the answer
 * @param model the service's name for it
 * @param dollars absent where no price is known
 */
public record Spent(
        String agent, String model, Usage usage, @Nullable BigDecimal dollars) {
    private static final String AGENTS = "agents";

    /**
     * The sum of this and what went before, as clients see it: tokens by kind and, where prices are known, dollars; in all,
     * and under {@code agents} for each that asked.
     */
    public Map<String, @Nullable Object> plus(@Nullable Object before) {
        Map<?, ?> known = before instanceof Map<?, ?> map ? map : Map.of();
        Map<String, @Nullable Object> agents = new LinkedHashMap<>();
        if (known.get(AGENTS) instanceof Map<?, ?> others) {
            others.forEach((name, sum) -> agents.put(String.valueOf(name), sum));
        }
        agents.put(agent, sums(agents.get(agent) instanceof Map<?, ?> own ? own : Map.of()));
        Map<String, @Nullable Object> all = sums(known);
        all.put(AGENTS, agents);
        return all;
    }

    private Map<String, @Nullable Object> sums(Map<?, ?> before) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("promptTokens", sum(before.get("promptTokens"), usage.prompt()));
        all.put("cachedTokens", sum(before.get("cachedTokens"), usage.cached()));
        all.put("outputTokens", sum(before.get("outputTokens"), usage.output()));
        all.put("thoughtTokens", sum(before.get("thoughtTokens"), usage.thoughts()));
        if (dollars != null || before.get("dollars") != null) {
            BigDecimal more = dollars == null ? BigDecimal.ZERO : dollars;
            all.put("dollars", more.add(money(before.get("dollars"))).toPlainString());
        }
        return all;
    }

    /** An int, as JSON gives it back. */
    private static int sum(@Nullable Object before, long more) {
        long first = before instanceof Number number ? number.longValue() : 0;
        return (int) Math.min(Integer.MAX_VALUE, first + more);
    }

    private static BigDecimal money(@Nullable Object text) {
        return text == null ? BigDecimal.ZERO : new BigDecimal(text.toString());
    }
}
