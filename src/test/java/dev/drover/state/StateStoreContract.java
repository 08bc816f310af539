package dev.drover.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every state store does. */
public abstract class StateStoreContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    protected final MovingClock clock = new MovingClock();
    protected StateStore store;

    protected abstract StateStore openStore(MovingClock clock) throws Exception;

    /** Lets so much time go by for the values in the store. */
    protected void pass(Duration time) {
        clock.advance(time);
    }

    /** The shortest time by which a test can tell before from after: more where time goes by while it runs. */
    protected Duration moment() {
        return Duration.ofNanos(1);
    }

    @BeforeEach
    void openTheStore() throws Exception {
        store = openStore(clock);
    }

    @Test
    void givesWhatWasPut() {
        store.put("key", bytes("value"), MINUTE);

        assertThat(store.get("key")).contains(bytes("value"));
        assertThat(store.get("ke")).isEmpty();
    }

    @Test
    void overwritesWithPut() {
        store.put("key", bytes("one"), MINUTE);

        store.put("key", bytes("two"), MINUTE);

        assertThat(store.get("key")).contains(bytes("two"));
    }

    @Test
    void keepsAnEmptyValue() {
        store.put("key", new byte[0], FOR_EVER);

        assertThat(store.get("key")).contains(new byte[0]);
    }

    @Test
    void keepsAnyBytesUnderAnyKey() {
        byte[] all = new byte[256];
        IntStream.range(0, 256).forEach(i -> all[i] = (byte) i);
        List<String> keys = List.of("", "a\0b", "a b", "\ud83d", "\ud83d\ude80", "e\u0301", "x".repeat(2_000));

        keys.forEach(key -> store.put(key, all, MINUTE));

        assertThat(keys).allSatisfy(key -> assertThat(store.get(key)).contains(all));
        assertThat(store.get("a")).isEmpty();
    }

    @Test
    void removes() {
        store.put("key", bytes("value"), MINUTE);

        store.remove("key");
        store.remove("never there");

        assertThat(store.get("key")).isEmpty();
    }

    @Test
    void holdsAValueUntilTheMomentItExpires() {
        store.put("key", bytes("value"), MINUTE);

        pass(MINUTE.minus(moment()));
        assertThat(store.get("key")).isPresent();

        pass(moment());
        assertThat(store.get("key")).isEmpty();
    }

    @Test
    void letsAnExpiredKeyBeClaimed() {
        store.claim("key", bytes("one"), MINUTE);
        assertThat(store.claim("key", bytes("two"), MINUTE)).isFalse();

        pass(MINUTE);

        assertThat(store.claim("key", bytes("two"), MINUTE)).isTrue();
        assertThat(store.get("key")).contains(bytes("two"));
    }

    @Test
    void letsOneOfManyClaimAKey() throws Exception {
        List<Boolean> claims = atOnce(64, i -> () -> store.claim("key", bytes("claim " + i), MINUTE));

        assertThat(claims).containsOnlyOnce(true);
        assertThat(store.get("key")).contains(bytes("claim " + claims.indexOf(true)));
    }

    @Test
    void replacesOnlyWhatIsExpected() {
        store.put("key", bytes("one"), MINUTE);

        assertThat(store.replace("key", bytes("two"), bytes("three"), MINUTE)).isFalse();
        assertThat(store.replace("key", bytes("one"), bytes("three"), MINUTE)).isTrue();
        assertThat(store.replace("absent", new byte[0], bytes("three"), MINUTE)).isFalse();
        assertThat(store.get("key")).contains(bytes("three"));
    }

    @Test
    void replacesNoExpiredValue() {
        store.put("key", bytes("one"), MINUTE);

        pass(MINUTE);

        assertThat(store.replace("key", bytes("one"), bytes("two"), MINUTE)).isFalse();
    }

    @Test
    void givesAReplacedValueItsNewExpiry() {
        store.put("key", bytes("one"), MINUTE);
        store.replace("key", bytes("one"), bytes("two"), MINUTE.multipliedBy(2));

        pass(MINUTE);

        assertThat(store.get("key")).contains(bytes("two"));
    }

    @Test
    void countsRightWhenManyReplace() throws Exception {
        store.put("count", bytes("0"), MINUTE);

        atOnce(64, i -> () -> {
            byte[] known;
            byte[] next;
            do {
                known = store.get("count").orElseThrow();
                next = bytes(String.valueOf(1 + Integer.parseInt(new String(known, StandardCharsets.UTF_8))));
            } while (!store.replace("count", known, next, MINUTE));
            return true;
        });

        assertThat(store.get("count")).contains(bytes("64"));
    }

    @Test
    void sweepsExpiredValuesOnly() {
        IntStream.range(0, 50).forEach(i -> store.put("short" + i, bytes("value"), MINUTE));
        IntStream.range(0, 50).forEach(i -> store.put("long" + i, bytes("value"), FOR_EVER));
        pass(MINUTE);

        int swept = 0;
        for (int i = 0; i < 20; i++) {
            swept += store.sweep(10);
        }

        assertThat(swept).isIn(0, 50);
        assertThat(store.get("short1")).isEmpty();
        assertThat(store.get("long1")).isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Numbered {
        Callable<Boolean> number(int number);
    }

    private static List<Boolean> atOnce(int callers, Numbered action) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                Callable<Boolean> mine = action.number(i);
                running.add(threads.submit(() -> {
                    start.await();
                    return mine.call();
                }));
            }
            start.countDown();
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> future : running) {
                results.add(future.get());
            }
            return results;
        }
    }
}
