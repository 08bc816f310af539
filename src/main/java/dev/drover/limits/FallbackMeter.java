package dev.drover.limits;

import dev.drover.refusal.StoreUnavailable;

/**
 * Counts in the shared meter, and by itself while that is away: then every replica allows the whole rate, and none
 * allows more.
 */
public record FallbackMeter(Meter shared, Meter local) implements Meter {
    @Override
    public Use use(String key, Rate rate) {
        try {
            return shared.use(key, rate);
        } catch (StoreUnavailable away) {
            return local.use(key, rate);
        }
    }

    @Override
    public void charge(String key, Rate rate, long uses) {
        try {
            shared.charge(key, rate, uses);
        } catch (StoreUnavailable away) {
            local.charge(key, rate, uses);
        }
    }

    @Override
    public Use look(String key, Rate rate) {
        try {
            return shared.look(key, rate);
        } catch (StoreUnavailable away) {
            return local.look(key, rate);
        }
    }
}
