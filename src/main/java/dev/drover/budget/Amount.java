package dev.drover.budget;

import dev.drover.model.Prices;
import dev.drover.model.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many tokens, or so much money.
 *
 * @param units tokens, or billionths of a dollar; below 0 where more was taken than there is
 */
public record Amount(Unit unit, long units) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) (USD|tokens)");
    private static final int BILLION = 9;

    /** What is counted. */
    public enum Unit {
        TOKENS,
        DOLLARS
    }

    /** Reads {@code 0.05 USD} or {@code 200000 tokens}; more than nothing. */
    public static Amount parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            BigDecimal number = new BigDecimal(matcher.group(1));
            Unit unit = matcher.group(2).equals("USD") ? Unit.DOLLARS : Unit.TOKENS;
            long units = (unit == Unit.DOLLARS ? number.movePointRight(BILLION) : number).longValue();
            if (units > 0) {
                return new Amount(unit, units);
            }
        }
        throw new IllegalArgumentException("an amount such as 0.05 USD or 200000 tokens");
    }

    /** What this model takes for that, in this amount's unit; a model without a price costs nothing. */
    Amount of(String model, Usage usage, Prices prices) {
        if (unit == Unit.TOKENS) {
            return new Amount(unit, usage.prompt() + usage.output() + usage.thoughts());
        }
        BigDecimal dollars = prices.cost(model, usage);
        return new Amount(
                unit,
                dollars == null
                        ? 0
                        : dollars.movePointRight(BILLION)
                                .setScale(0, RoundingMode.CEILING)
                                .longValue());
    }

    @Override
    public String toString() {
        if (unit == Unit.TOKENS) {
            return units + " tokens";
        }
        BigDecimal dollars = BigDecimal.valueOf(units, BILLION).stripTrailingZeros();
        return (dollars.scale() < 0 ? dollars.setScale(0) : dollars).toPlainString() + " USD";
    }
}
