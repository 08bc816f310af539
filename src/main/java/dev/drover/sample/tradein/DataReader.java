package dev.drover.sample.tradein;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a data part says of a car: year, make, model, mileage (in miles, or {@code "unit": "km"}), condition. */
record DataReader(CarNames names, Plausible plausible, int currentYear) {
    private static final int LONGEST_NAME = 40;

    Description read(Map<String, ? extends @Nullable Object> data) {
        boolean inMiles = !(data.get("unit") instanceof String unit
                && unit.strip().toLowerCase(Locale.ROOT).startsWith("k"));
        return new Description(
                number(data.get("year"), "year", year -> plausible.year(year, currentYear)),
                make(data.get("make")),
                name(data.get("model"), "model"),
                number(
                        data.get("mileage"),
                        "mileage",
                        driven -> inMiles ? plausible.miles(driven) : plausible.kilometres(driven)),
                condition(data.get("condition")));
    }

    private static Reading<Integer> number(
            @Nullable Object value, String field, Function<Double, Reading<Integer>> reading) {
        return switch (value) {
            case null -> Reading.absent();
            case Number number -> reading.apply(number.doubleValue());
            case String text when text.isBlank() -> Reading.absent();
            case String text
            when text.strip().matches("-?\\d{1,3}(?:,\\d{3}){1,3}|-?\\d{1,12}") ->
                reading.apply(Double.valueOf(text.strip().replace(",", "")));
            default -> Reading.implausible("The " + field + " must be a number.");
        };
    }

    private Reading<String> make(@Nullable Object value) {
        Reading<String> make = name(value, "make");
        Optional<String> known =
                make.known().flatMap(names::make).map(found -> found.name().make());
        return known.map(Reading::known).orElse(make);
    }

    private static Reading<String> name(@Nullable Object value, String field) {
        return switch (value) {
            case null -> Reading.absent();
            case String text when text.isBlank() -> Reading.absent();
            case String text
            when text.strip().length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl) ->
                Reading.known(text.strip());
            case Number number
            when number.longValue() == number.doubleValue() -> Reading.known(Long.toString(number.longValue()));
            default ->
                Reading.implausible("The " + field + " must be a text of at most " + LONGEST_NAME + " characters.");
        };
    }

    private static Reading<Condition> condition(@Nullable Object value) {
        return switch (value) {
            case null -> Reading.absent();
            case String text when text.isBlank() -> Reading.absent();
            case String text ->
                Condition.ofWord(text)
                        .map(Reading::known)
                        .orElse(Reading.implausible("The condition must be excellent, good, fair or poor."));
            default -> Reading.implausible("The condition must be excellent, good, fair or poor.");
        };
    }
}
