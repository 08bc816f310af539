package dev.drover.sample.tradein;

/**
 * A car as its owner describes it, complete enough to be valued.
 *
 * @param year the model year
 * @param mileage miles driven
 */
public record Vehicle(int year, String make, String model, int mileage, Condition condition) {
    public Vehicle {
        if (mileage < 0) {
            throw new IllegalArgumentException("a mileage is 0 or more, not " + mileage);
        }
    }
}
