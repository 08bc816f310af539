package dev.drover.adapter.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.limits.FallbackMeter;
import dev.drover.limits.Meter;
import dev.drover.limits.SharedMeterContract;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.state.StateStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedMeterTest extends SharedMeterContract {
    @Override
    protected Meter open() {
        return new SharedMeter(new MemoryStateStore(clock), clock);
    }

    @Override
    protected List<Meter> openTwo() {
        StateStore store = new MemoryStateStore(clock);
        return List.of(new SharedMeter(store, clock), new SharedMeter(store, clock));
    }

    @Test
    void countsLocallyWhileTheStoreIsAwayAndGoesOnWithTheSharedCountBehindIt() {
        AtomicBoolean away = new AtomicBoolean();
        Meter shared = new SharedMeter(sometimesAway(new MemoryStateStore(clock), away), clock);
        Meter meter = new FallbackMeter(shared, new LocalMeter(clock));
        meter.use("ann", THIRTY);

        away.set(true);

        assertThatThrownBy(() -> shared.use("ann", THIRTY)).isInstanceOf(StoreUnavailable.class);
        assertThat(IntStream.range(0, 31)
                        .filter(i -> meter.use("ann", THIRTY).allowed())
                        .count())
                .isEqualTo(30);
        away.set(false);
        assertThat(meter.use("ann", THIRTY).left()).isEqualTo(28);
    }

    private static StateStore sometimesAway(StateStore store, AtomicBoolean away) {
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new StoreUnavailable("the store is away");
                    }
                    return method.invoke(store, arguments);
                });
    }
}
