package dev.drover.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Samples;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What those remote stores do, too, that tell one replica what another one has changed. */
public abstract class PushingStoreContract extends RemoteStoreContract {
    @Test
    void tellsWatchersOnOtherReplicas() {
        AtomicInteger told = new AtomicInteger();
        AtomicInteger toldOfAnother = new AtomicInteger();
        gated.tasks().watch("t1", told::incrementAndGet);
        gated.tasks().watch("t2", toldOfAnother::incrementAndGet);

        // Who has just been opened may not be listening yet.
        opened(other, "t1");
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            other.tasks().append(Samples.note(found(other, "t1"), "anybody there?"));
            return told.get() > 0;
        });

        assertThat(toldOfAnother).hasValue(0);
    }

    @Test
    void tellsWatchersAgainWhenItWasAway() {
        opened(other, "t1");
        AtomicInteger told = new AtomicInteger();
        gated.tasks().watch("t1", told::incrementAndGet);

        gate.shut();
        other.tasks().append(Samples.note(found(other, "t1"), "nobody hears this"));
        gate.openAgain();

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                .until(() -> {
                    other.tasks().append(Samples.note(found(other, "t1"), "anybody there?"));
                    return told.get() > 0;
                });
    }
}
