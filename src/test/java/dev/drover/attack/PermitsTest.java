package dev.drover.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.refusal.Refusal;
import dev.drover.task.Task;
import dev.drover.wiring.LocalDrover;
import dev.drover.wiring.gate.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** However a request ends, the place that it had is free again. */
class PermitsTest {
    private static final String ECHO = ",\"metadata\":{\"agents\":[\"echo\"]}";
    private static final AtomicInteger IDS = new AtomicInteger();

    private enum Outcome {
        ANSWERED,
        WAITING,
        REFUSED,
        CANCELED,
        FAILED,
        LEFT,
        STREAMED,
        FOLLOWED_UP
    }

    @Test
    void noPlaceIsLostIn10000MixedOutcomes() throws Exception {
        try (LocalDrover drover = new LocalDrover(Map.of("routes.include", "src/test/resources/attacks"), Map.of())) {
            Limits limits = drover.camel().getRegistry().lookupByNameAndType("limits", Limits.class);
            Map<Outcome, AtomicInteger> seen = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                seen.put(outcome, new AtomicInteger());
            }

            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 10_000; i++) {
                    Outcome outcome = Outcome.values()[i % Outcome.values().length];
                    threads.execute(() -> {
                        happen(drover, outcome);
                        seen.get(outcome).incrementAndGet();
                    });
                }
            }

            Awaitility.await().until(() -> limits.working() == 0 && limits.streaming() == 0);
            assertThat(seen.values().stream().mapToInt(AtomicInteger::get).sum())
                    .isEqualTo(10_000);
        }
    }

    private static void happen(LocalDrover drover, Outcome outcome) {
        switch (outcome) {
            case ANSWERED -> drover.send("hello", "echo");
            case WAITING -> drover.send("hello", "asking");
            case REFUSED -> refused(drover);
            case CANCELED ->
                drover.cancel(drover.request(LocalDrover.message("hello", "asking"), Entry.Wait.END)
                        .id());
            case FAILED -> drover.send("hello", "failing");
            case LEFT -> left(drover);
            case STREAMED -> drover.request(LocalDrover.message("hello", "echo"), Entry.Wait.STREAM);
            case FOLLOWED_UP -> followedUp(drover);
        }
    }

    /** A client that asks for a stream and goes away before it has begun. */
    private static void left(LocalDrover drover) {
        String request = Ask.post("/message:stream", Ask.message("left" + IDS.incrementAndGet(), ECHO))
                .text();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), drover.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refused(LocalDrover drover) {
        try {
            drover.send("hello", "nobody");
        } catch (Refusal expected) {
            return;
        }
        throw new AssertionError("not refused");
    }

    private static void followedUp(LocalDrover drover) {
        Task asked = drover.send("hello", "asking");
        Message answer = LocalDrover.message("I am Ann");
        drover.request(
                new Message(
                        answer.id(),
                        answer.role(),
                        answer.parts(),
                        null,
                        asked.id(),
                        answer.metadata(),
                        answer.extensions(),
                        answer.referenceTaskIds()),
                Entry.Wait.END);
    }
}
