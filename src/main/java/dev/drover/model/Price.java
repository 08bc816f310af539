package dev.drover.model;

import java.math.BigDecimal;

/**
 * What a model costs.
 *
 * @param over this price counts for prompts of more tokens than that
 * @param prompt dollars for a million tokens of a prompt that are not cached
 * @param cached the same, cached
 * @param output dollars for a million tokens of output, thoughts among them
 */
public record Price(long over, BigDecimal prompt, BigDecimal cached, BigDecimal output) {
    private static final int MILLION = 6;

    /** The dollars for one call, exactly. */
    public BigDecimal of(Usage usage) {
        BigDecimal fresh = prompt.multiply(BigDecimal.valueOf(Math.max(0, usage.prompt() - usage.cached())));
        BigDecimal kept = cached.multiply(BigDecimal.valueOf(usage.cached()));
        BigDecimal made = output.multiply(BigDecimal.valueOf(usage.output() + usage.thoughts()));
        BigDecimal sum = fresh.add(kept).add(made).movePointLeft(MILLION).stripTrailingZeros();
        return sum.scale() < 0 ? sum.setScale(0) : sum;
    }
}
