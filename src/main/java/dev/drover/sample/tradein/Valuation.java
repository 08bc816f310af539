package dev.drover.sample.tradein;

import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a car is worth in a trade-in, in whole units of the currency.
 *
 * @param currency its ISO 4217 code
 * @param low where the range around the estimate begins
 * @param high where it ends
 */
public record Valuation(Vehicle vehicle, String currency, int low, int estimate, int high) {
    /** The answer in one sentence. */
    String sentence() {
        return "Your %d %s %s with %s miles in %s condition is worth about %s (range %s to %s)."
                .formatted(
                        vehicle.year(),
                        vehicle.make(),
                        vehicle.model(),
                        grouped(vehicle.mileage()),
                        vehicle.condition().word(),
                        money(estimate),
                        money(low),
                        money(high));
    }

    /** The answer as JSON: year, make, model, mileage, condition, currency, low, estimate, high. */
    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("year", vehicle.year());
        data.put("make", vehicle.make());
        data.put("model", vehicle.model());
        data.put("mileage", vehicle.mileage());
        data.put("condition", vehicle.condition().word());
        data.put("currency", currency);
        data.put("low", low);
        data.put("estimate", estimate);
        data.put("high", high);
        return data;
    }

    private String money(int amount) {
        return currency.equals("USD") ? "$" + grouped(amount) : currency + " " + grouped(amount);
    }

    private static String grouped(int number) {
        return NumberFormat.getIntegerInstance(Locale.US).format(number);
    }
}
