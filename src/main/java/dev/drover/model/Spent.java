package dev.drover.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a model took.
 *
 * @param model the service's name for it
 * @param dollars absent where no price is known
 */
public record Spent(String model, Usage usage, @Nullable BigDecimal dollars) {
    /** The sum of this and what went before, as clients see it: tokens by kind and, where prices are known, dollars. */
    public Map<String, @Nullable Object> plus(@Nullable Object before) {
        Map<?, ?> known = before instanceof Map<?, ?> map ? map : Map.of();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("promptTokens", sum(known.get("promptTokens"), usage.prompt()));
        all.put("cachedTokens", sum(known.get("cachedTokens"), usage.cached()));
        all.put("outputTokens", sum(known.get("outputTokens"), usage.output()));
        all.put("thoughtTokens", sum(known.get("thoughtTokens"), usage.thoughts()));
        if (dollars != null || known.get("dollars") != null) {
            BigDecimal more = dollars == null ? BigDecimal.ZERO : dollars;
            all.put("dollars", more.add(money(known.get("dollars"))).toPlainString());
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
