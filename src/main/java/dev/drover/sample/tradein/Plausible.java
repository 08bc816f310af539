package dev.drover.sample.tradein;

import java.util.Locale;

/**
 * What a car's year and mileage can be.
 *
 * @param oldestYear the first model year that the table can value
 * @param mostMiles the highest mileage that it can value
 */
record Plausible(int oldestYear, int mostMiles) {
    private static final double MILES_IN_A_KILOMETRE = 0.621371;

    /** The year, if it lies between the oldest one and the next model year. */
    Reading<Integer> year(double year, int currentYear) {
        if (year >= oldestYear && year <= currentYear + 1 && year == Math.rint(year)) {
            return Reading.known((int) year);
        }
        return Reading.implausible("The model year must lie between %d and %d.".formatted(oldestYear, currentYear + 1));
    }

    /** The miles, if they are not negative and not more than a car drives. */
    Reading<Integer> miles(double miles) {
        if (miles >= 0 && miles <= mostMiles) {
            return Reading.known((int) Math.round(miles));
        }
        return Reading.implausible(
                String.format(Locale.US, "The mileage must lie between 0 and %,d miles.", mostMiles));
    }

    Reading<Integer> kilometres(double kilometres) {
        return miles(kilometres * MILES_IN_A_KILOMETRE);
    }
}
