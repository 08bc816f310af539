package dev.drover.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.state.FakeStateStore;
import dev.drover.state.MovingClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private static final Caller ALICE = new Caller("alice");
    private static final Caller BOB = new Caller("bob");
    private static final Message HELLO = message("m1", "hello");
    private static final Duration DAY = Duration.ofDays(1);

    private final MovingClock clock = new MovingClock();
    private final ForgetfulStateStore store = new ForgetfulStateStore(new FakeStateStore(clock));
    private final Claims claims = new Claims(store, DAY);
    private final AtomicInteger tasks = new AtomicInteger();

    @Test
    void givesTheFirstRequestANewTask() {
        assertThat(claim(ALICE, "k", HELLO)).isEqualTo(new Claim("task-1", true));
    }

    @Test
    void givesARepeatTheFirstOnesTask() {
        claim(ALICE, "k", HELLO);

        assertThat(claim(ALICE, "k", HELLO)).isEqualTo(new Claim("task-1", false));
    }

    @Test
    void knowsARepeatWhoseMessageHasAnotherId() {
        claim(ALICE, "k", HELLO);

        assertThat(claim(ALICE, "k", message("m2", "hello")).first()).isFalse();
    }

    @Test
    void keepsCallersAndKeysApart() {
        claim(ALICE, "k", HELLO);

        assertThat(claim(BOB, "k", HELLO).first()).isTrue();
        assertThat(claim(ALICE, "K", HELLO).first()).isTrue();
        assertThat(claim(new Caller("alicek"), "l", HELLO).first()).isTrue();
        assertThat(claim(ALICE, "kl", HELLO).first()).isTrue();
    }

    @Test
    void refusesAKeyThatCameWithAnotherMessage() {
        claim(ALICE, "k", HELLO);

        assertRefused("k", message("m1", "bye"), "came with another message before; use a new key for this one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "caf\u00e9", "a\u007f"})
    void refusesAKeyThatIsNotVisibleAscii(String key) {
        assertRefused(key, HELLO, "is 1 to 255 visible ASCII characters");
    }

    @Test
    void takesKeysOfUpTo255Characters() {
        assertThat(claim(ALICE, "~".repeat(255), HELLO).first()).isTrue();
        assertRefused("!".repeat(256), HELLO, "is 1 to 255 visible ASCII characters");
    }

    @Test
    void forgetsAKeyWhenItExpires() {
        claim(ALICE, "k", HELLO);
        clock.advance(DAY.minusNanos(1));
        assertThat(claim(ALICE, "k", HELLO).first()).isFalse();

        clock.advance(Duration.ofNanos(1));
        assertThat(claim(ALICE, "k", message("m1", "bye"))).isEqualTo(new Claim("task-3", true));
    }

    @Test
    void triesAgainWhenTheKeyExpiresUnderIt() {
        claim(ALICE, "k", HELLO);
        store.vanishBeforeReads(4);

        assertThat(claim(ALICE, "k", HELLO)).isEqualTo(new Claim("task-1", false));
    }

    @Test
    void givesUpAfterSomeTries() {
        claim(ALICE, "k", HELLO);
        store.vanishBeforeReads(5);

        assertThatThrownBy(() -> claim(ALICE, "k", HELLO))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void keepsNoCallersAndKeysInTheClear() {
        claim(ALICE, "secret", HELLO);

        assertThat(store.claimed()).singleElement().asString().matches("idempotency:[0-9a-f]{64}");
    }

    @Test
    void doesNotMisreadWhatALaterVersionKept() {
        claim(ALICE, "k", HELLO);
        store.claimed().forEach(key -> store.put(key, "2 x y".getBytes(StandardCharsets.UTF_8), DAY));

        assertThatThrownBy(() -> claim(ALICE, "k", HELLO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void letsOneOfManyAtOnceBeFirst() throws Exception {
        List<Callable<Claim>> requests = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            requests.add(() -> claim(ALICE, "k", HELLO));
        }

        List<Claim> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Claim> claim : threads.invokeAll(requests)) {
                all.add(claim.get());
            }
        }

        assertThat(all).filteredOn(Claim::first).hasSize(1);
        assertThat(all).extracting(Claim::taskId).containsOnly(all.getFirst().taskId());
    }

    @Test
    void refusesAnExpiryThatIsNoTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claims(store, Duration.ZERO))
                .withMessage("expiry is a positive time, not PT0S");
    }

    private Claim claim(Caller caller, String key, Message message) {
        return claims.claim(caller, key, message, () -> "task-" + tasks.incrementAndGet());
    }

    private void assertRefused(String key, Message message, String description) {
        assertThatThrownBy(() -> claim(ALICE, key, message)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.INVALID_PARAMS);
            assertThat(refusal.text()).isEqualTo("Idempotency-Key: " + description);
        });
    }

    private static Message message(String id, String text) {
        return Message.of(id, Role.USER, List.of(Part.text(text)));
    }
}
