package dev.drover.adapter.bucket4j;

import dev.drover.state.StateStore;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Buckets as values of the state repository, changed by compare and set. */
final class StateBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {
    private final StateStore store;
    private final Duration expiry;

    /**
     * Buckets of one rate.
     *
     * @param expiry after this time without a use a bucket is full again, so it need not be kept
     */
    StateBuckets(StateStore store, TimeMeter time, Duration expiry) {
        super(ClientSideConfig.getDefault().withClientClock(time));
        this.store = store;
        this.expiry = expiry;
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return store.get(key);
            }

            @Override
            public boolean compareAndSwap(
                    byte @Nullable [] before, byte[] after, RemoteBucketState state, Optional<Long> timeoutNanos) {
                return before == null ? store.claim(key, after, expiry) : store.replace(key, before, after, expiry);
            }
        };
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }

    @Override
    public boolean isExpireAfterWriteSupported() {
        return false;
    }

    @Override
    public void removeProxy(String key) {
        store.remove(key);
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
        throw new UnsupportedOperationException();
    }
}
