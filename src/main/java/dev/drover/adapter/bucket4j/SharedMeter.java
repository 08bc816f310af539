package dev.drover.adapter.bucket4j;

import dev.drover.limits.Meter;
import dev.drover.limits.Rate;
import dev.drover.limits.Use;
import dev.drover.state.StateStore;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/** Counts on the state repository, so for all replicas that share it, whatever store that is. Safe for any number of threads. */
public final class SharedMeter implements Meter {
    private final StateStore store;
    private final TimeMeter time;
    private final ConcurrentHashMap<Rate, StateBuckets> byRate = new ConcurrentHashMap<>();

    public SharedMeter(StateStore store, InstantSource clock) {
        this.store = store;
        this.time = Buckets.time(clock);
    }

    @Override
    public Use use(String key, Rate rate) {
        return Buckets.use(bucket(key, rate).tryConsumeAndReturnRemaining(1));
    }

    @Override
    public void charge(String key, Rate rate, long uses) {
        bucket(key, rate).consumeIgnoringRateLimits(uses);
    }

    @Override
    public Use look(String key, Rate rate) {
        return Buckets.use(bucket(key, rate).estimateAbilityToConsume(1));
    }

    private Bucket bucket(String key, Rate rate) {
        BucketConfiguration configuration =
                BucketConfiguration.builder().addLimit(Buckets.bandwidth(rate)).build();
        // The rate is part of the key: after a change of the setting the old count does not matter.
        String place = "throttle:" + rate.most() + "/" + rate.window().toSeconds() + ":" + key;
        StateBuckets buckets = byRate.computeIfAbsent(
                rate, absent -> new StateBuckets(store, time, rate.window().multipliedBy(2)));
        return buckets.builder().build(place, () -> configuration);
    }
}
