package dev.drover.adapter.bucket4j;

import dev.drover.limits.Meter;
import dev.drover.limits.Rate;
import dev.drover.limits.Use;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts in this process only. It remembers the keys that were used last; one that is forgotten begins anew.
 *
 * <p>Threads: any; finding a bucket is under one lock, using it is not.
 */
public final class LocalMeter implements Meter {
    private static final int REMEMBERED = 100_000;

    private record Key(String key, Rate rate) {}

    private final TimeMeter time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    public LocalMeter(InstantSource clock) {
        this.time = Buckets.time(clock);
    }

    @Override
    public Use use(String key, Rate rate) {
        return Buckets.use(bucket(new Key(key, rate)).tryConsumeAndReturnRemaining(1));
    }

    @Override
    public void charge(String key, Rate rate, long uses) {
        bucket(new Key(key, rate)).consumeIgnoringRateLimits(uses);
    }

    @Override
    public Use look(String key, Rate rate) {
        return Buckets.use(bucket(new Key(key, rate)).estimateAbilityToConsume(1));
    }

    private Bucket bucket(Key key) {
        lock.lock();
        try {
            return buckets.computeIfAbsent(key, absent -> Bucket.builder()
                    .addLimit(Buckets.bandwidth(key.rate()))
                    .withCustomTimePrecision(time)
                    .build());
        } finally {
            lock.unlock();
        }
    }
}
