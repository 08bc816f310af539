package dev.drover.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a meter does that replicas share. */
public abstract class SharedMeterContract extends MeterContract {
    /** One meter of each of two replicas, on the same place. */
    protected abstract List<Meter> openTwo();

    @Test
    void twoReplicasAtOnceAllowNotOneTooMany() throws Exception {
        List<Meter> replicas = openTwo();
        List<Callable<Boolean>> uses = IntStream.range(0, 60)
                .<Callable<Boolean>>mapToObj(
                        i -> () -> replicas.get(i % 2).use("ann", THIRTY).allowed())
                .toList();

        int allowed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> use : threads.invokeAll(uses)) {
                allowed += use.get() ? 1 : 0;
            }
        }

        assertThat(allowed).isEqualTo(30);
    }
}
