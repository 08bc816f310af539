package dev.drover.sample.tradein;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is said of a car so far. */
public record Description(
        Reading<Integer> year,
        Reading<String> make,
        Reading<String> model,
        Reading<Integer> mileage,
        Reading<Condition> condition) {

    static final Description NOTHING =
            new Description(Reading.absent(), Reading.absent(), Reading.absent(), Reading.absent(), Reading.absent());

    /** This, with what an earlier description says where this one says nothing. */
    Description or(Description earlier) {
        return new Description(
                year.or(earlier.year),
                make.or(earlier.make),
                model.or(earlier.model),
                mileage.or(earlier.mileage),
                condition.or(earlier.condition));
    }

    /** Whether the two name different cars; a year, mileage or condition may be corrected and names none. */
    boolean isOfAnotherCarThan(Description other) {
        return differ(make, other.make) || differ(model, other.model);
    }

    /** The car, once everything is known. */
    Optional<Vehicle> vehicle() {
        return year.known().flatMap(y -> make.known().flatMap(m -> model.known()
                .flatMap(n -> mileage.known().flatMap(d -> condition.known().map(c -> new Vehicle(y, m, n, d, c))))));
    }

    /** The five readings by their names, in the order in which they are asked for. */
    Map<String, Reading<?>> byName() {
        Map<String, Reading<?>> readings = new LinkedHashMap<>();
        readings.put("year", year);
        readings.put("make", make);
        readings.put("model", model);
        readings.put("mileage", mileage);
        readings.put("condition", condition);
        return readings;
    }

    private static boolean differ(Reading<String> one, Reading<String> other) {
        return one.known().isPresent()
                && other.known().isPresent()
                && !one.known().get().equalsIgnoreCase(other.known().get());
    }
}
