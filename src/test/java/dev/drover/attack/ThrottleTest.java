package dev.drover.attack;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.state.MovingClock;
import dev.drover.wiring.LocalDrover;
import dev.drover.wiring.gate.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The limits of a server for others, over real connections and by a clock that the test moves. */
class ThrottleTest {
    private static final MovingClock CLOCK = new MovingClock();
    private static final String KEY = "X-API-Key: key-0123456789-";
    private static LocalDrover drover;
    private static Wire wire;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = Map.ofEntries(
                entry("routes.include", "src/test/resources/attacks"),
                entry("authenticate.allow-anonymous", "true"),
                entry("authenticate.keys.ann.key", "key-0123456789-ann"),
                entry("authenticate.keys.bob.key", "key-0123456789-bob"),
                entry("authenticate.keys.carl.key", "key-0123456789-carl"),
                entry("authenticate.keys.carl.send", "2/10s"),
                entry("authenticate.keys.dora.key", "key-0123456789-dora"),
                entry("authenticate.keys.dora.send", "1/1h"),
                entry("throttle.read", "40/1m"),
                entry("throttle.caller.streams", "2"),
                entry("throttle.unauthenticated", "3/1m"),
                entry("task.messages", "3"),
                entry("throttle.trusted-proxies", "127.0.0.1"));
        drover = new LocalDrover(settings, Map.of(), CLOCK);
        wire = new Wire(drover.port());
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @Test
    void letsTheThirtiethMessageOfAMinuteInAndNotTheNext() throws IOException {
        for (int i = 1; i <= 30; i++) {
            assertThat(send("ann", i).status()).as("message " + i).isEqualTo(200);
        }

        Wire.Answer refused = send("ann", 31);
        Wire.Answer rpc = wire.send(
                Ask.rpc("SendMessage", Ask.message("r", "")).with(KEY + "ann").text());
        Wire.Answer another = send("bob", 1);
        CLOCK.advance(Duration.ofMinutes(1));
        Wire.Answer again = send("ann", 32);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.head())
                .contains("retry-after: 60", "ratelimit-policy: \"send\";q=30;w=60", "ratelimit: \"send\";r=0;t=60");
        assertThat(refused.body())
                .contains("the limit of 30 requests in 60 s is used up; come back in 60 s", "RESOURCE_EXHAUSTED");
        assertThat(rpc.status()).isEqualTo(429);
        assertThat(rpc.body()).contains("\"code\":-32029", "\"id\":1");
        assertThat(another.status()).isEqualTo(200);
        assertThat(another.head()).contains("ratelimit: \"send\";r=29;t=60");
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void aKeyHasItsOwnRateAndReadingAnotherOne() throws IOException {
        assertThat(send("carl", 1).status()).isEqualTo(200);
        assertThat(send("carl", 2).status()).isEqualTo(200);
        assertThat(send("carl", 3).status()).isEqualTo(429);

        Wire.Answer read = wire.send(Ask.get("/tasks").with(KEY + "carl").text());

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.head()).contains("ratelimit-policy: \"read\";q=40;w=60");
    }

    @Test
    void theAnonymousAreCountedByAddressAsTrustedProxiesTellIt() throws IOException {
        for (int i = 1; i <= 40; i++) {
            assertThat(from("198.51.100.1").status()).isEqualTo(200);
        }

        assertThat(from("198.51.100.1").status()).isEqualTo(429);
        assertThat(from("192.0.2.1, 198.51.100.1").status()).isEqualTo(429);
        assertThat(from("198.51.100.2").status()).isEqualTo(200);
    }

    @Test
    void anAddressWithoutAGoodCredentialIsToldToComeBackLater() throws IOException {
        for (int i = 1; i <= 3; i++) {
            assertThat(guess("198.51.100.9").status()).as("guess " + i).isEqualTo(401);
        }

        Wire.Answer fourth = guess("198.51.100.9");
        Wire.Answer good = wire.send(Ask.get("/tasks")
                .with("X-Forwarded-For: 198.51.100.9")
                .with(KEY + "bob")
                .text());
        Wire.Answer another = guess("198.51.100.10");
        CLOCK.advance(Duration.ofMinutes(1));
        Wire.Answer later = guess("198.51.100.9");

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.head()).contains("retry-after: 60");
        assertThat(fourth.body()).contains("too many requests without a good credential came from your address");
        assertThat(good.status()).isEqualTo(200);
        assertThat(another.status()).isEqualTo(401);
        assertThat(later.status()).isEqualTo(401);
    }

    @Test
    void aTaskTakesSoManyMessagesAndNoMore() throws IOException {
        String metadata = ",\"metadata\":{\"agents\":[\"asking\"]}";
        Wire.Answer asked = wire.send(Ask.post("/message:send", Ask.message("h1", metadata))
                .with(KEY + "bob")
                .text());
        String id = id(asked);
        Ask more = Ask.post("/message:send", Ask.message("h2", ",\"taskId\":\"" + id + "\""))
                .with(KEY + "bob");
        Ask further = Ask.post("/message:send", Ask.message("h3", ",\"taskId\":\"" + id + "\""))
                .with(KEY + "bob");

        Wire.Answer second = wire.send(more.text());
        Wire.Answer third = wire.send(further.text());

        assertThat(second.body()).contains("TASK_STATE_INPUT_REQUIRED");
        assertThat(third.status()).isEqualTo(400);
        assertThat(third.body()).contains("holds 3 messages, and takes no more; begin another one in its context");
    }

    @Test
    void aRefusalThatConcernsATaskIsInItsJournal() throws Exception {
        Wire.Answer asked =
                wire.send(Ask.post("/message:send", Ask.message("n1", ",\"metadata\":{\"agents\":[\"asking\"]}"))
                        .with(KEY + "dora")
                        .text());
        Ask answer = Ask.post("/message:send", Ask.message("n2", ",\"taskId\":\"" + id(asked) + "\""))
                .with(KEY + "dora");

        Wire.Answer refused = wire.send(answer.text());
        wire.send(answer.text());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(drover.notes(id(asked))).containsExactly("refused send to dora: over-limit");
    }

    @Test
    void aCallerHasSoManyStreamsAndEveryOneThatEndsMakesRoom() throws IOException {
        Wire.Answer asked =
                wire.send(Ask.post("/message:send", Ask.message("s", ",\"metadata\":{\"agents\":[\"asking\"]}"))
                        .with(KEY + "bob")
                        .text());
        String id = id(asked);
        String subscribe =
                Ask.post("/tasks/" + id + ":subscribe", "").with(KEY + "bob").text();
        Limits limits = drover.camel().getRegistry().lookupByNameAndType("limits", Limits.class);
        List<Socket> streams = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            streams.add(open(subscribe));
        }

        Wire.Answer third = wire.send(subscribe);
        for (Socket stream : streams) {
            stream.close();
        }

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.body()).contains("your limit of 2 open streams at once is reached");
        Awaitility.await().until(() -> limits.streaming() == 0);
        assertThat(wire.send(subscribe).status()).isEqualTo(200);
    }

    private static String id(Wire.Answer answer) {
        return answer.body().replaceAll("(?s).*\"task\":\\{\"id\":\"([^\"]+)\".*", "$1");
    }

    private static Wire.Answer guess(String address) throws IOException {
        return wire.send(Ask.get("/tasks")
                .with("X-Forwarded-For: " + address)
                .with(KEY + "nobody")
                .text());
    }

    /** An open stream of which the first event has come. */
    private static Socket open(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), drover.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder text = new StringBuilder();
        while (text.indexOf("data: ") < 0) {
            text.append((char) socket.getInputStream().read());
        }
        return socket;
    }

    private static Wire.Answer send(String key, int number) throws IOException {
        return wire.send(Ask.post("/message:send", Ask.message(key + number, ""))
                .with(KEY + key)
                .text());
    }

    private static Wire.Answer from(String forwardedFor) throws IOException {
        return wire.send(
                Ask.get("/tasks").with("X-Forwarded-For: " + forwardedFor).text());
    }
}
