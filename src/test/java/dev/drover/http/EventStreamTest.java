package dev.drover.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final byte[] DATA = "{\"n\":1}".getBytes(UTF_8);
    private static final String COME_BACK = ": stopping; come back with Last-Event-ID\nretry: 1000\n\n";

    @Test
    void givesEachEventToTheReaderBeforeTheNextIsMade() throws Exception {
        var next = new LinkedBlockingQueue<String>();
        EventStream stream = sink -> {
            for (String id = next.take(); !id.isEmpty(); id = next.take()) {
                sink.send(id, DATA);
            }
        };
        try (RunningServer server =
                        RunningServer.streaming(RunningServer.settings().build(), stream);
                WireClient client = server.connect()) {

            var head = client.send(GET).head();
            next.add("1");
            String first = client.event();
            next.add("2");
            String second = client.event();
            next.add("");
            String end = client.chunk();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-type")).isEqualTo("text/event-stream");
            assertThat(head.header("cache-control")).isEqualTo("no-cache");
            assertThat(head.header("x-accel-buffering")).isEqualTo("no");
            assertThat(first).isEqualTo("id: 1\ndata: {\"n\":1}\n\n");
            assertThat(second).isEqualTo("id: 2\ndata: {\"n\":1}\n\n");
            assertThat(end).isEmpty();
        }
    }

    @Test
    void keepsTheConnectionForTheNextRequest() throws Exception {
        EventStream stream = sink -> {
            sink.send(null, DATA);
            sink.send("b", DATA);
        };
        try (RunningServer server =
                        RunningServer.streaming(RunningServer.settings().build(), stream);
                WireClient client = server.connect()) {

            String first = client.send(GET).answer().body();
            String second = client.send(GET).answer().body();

            assertThat(first).isEqualTo("data: {\"n\":1}\n\nid: b\ndata: {\"n\":1}\n\n");
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void refusesAnEventOfSeveralLines() throws Exception {
        var refused = new CompletableFuture<Throwable>();
        EventStream stream = sink -> refused.complete(catchThrowable(() -> sink.send("1", "a\nb".getBytes(UTF_8))));
        try (RunningServer server =
                RunningServer.streaming(RunningServer.settings().build(), stream)) {

            server.ask(GET);

            assertThat(refused.get()).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sendsAHeartbeatWhenNothingElseIsSent() throws Exception {
        var settings = RunningServer.settings().heartbeat(Duration.ofMillis(50)).build();
        var end = new CountDownLatch(1);
        try (RunningServer server = RunningServer.streaming(settings, sink -> end.await());
                WireClient client = server.connect()) {

            client.send(GET).head();

            assertThat(client.event()).isEqualTo(": ping\n\n");
            assertThat(client.event()).isEqualTo(": ping\n\n");
            end.countDown();
        }
    }

    @Test
    void noticesThatTheReaderHasGone() throws Exception {
        var told = new CountDownLatch(1);
        var sent = new CompletableFuture<Boolean>();
        EventStream stream = sink -> {
            sink.onClose(told::countDown);
            told.await();
            sent.complete(sink.send("1", DATA));
        };
        try (RunningServer server =
                RunningServer.streaming(RunningServer.settings().build(), stream)) {
            WireClient client = server.connect();
            client.send(GET).head();

            client.close();

            assertThat(sent.get(20, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void noticesThatAReaderHasGoneThatSentHalfARequestMore() throws Exception {
        var told = new CountDownLatch(1);
        EventStream stream = sink -> {
            sink.onClose(told::countDown);
            told.await();
        };
        try (RunningServer server =
                RunningServer.streaming(RunningServer.settings().build(), stream)) {
            WireClient client = server.connect();
            client.send(GET + "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na")
                    .head();

            client.close();

            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void tellsALateListenerAtOnce() throws Exception {
        var begun = new CountDownLatch(1);
        var told = new CompletableFuture<Boolean>();
        EventStream stream = sink -> {
            begun.countDown();
            while (sink.send(null, DATA)) {
                Thread.onSpinWait();
            }
            sink.onClose(() -> told.complete(sink.isOpen()));
        };
        try (RunningServer server =
                RunningServer.streaming(RunningServer.settings().build(), stream)) {
            WireClient client = server.connect();
            client.send(GET).head();
            begun.await();

            client.close();

            assertThat(told.get(20, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void waitsForASlowReaderAndLosesNothing() throws Exception {
        var settings = RunningServer.settings().streamBuffer(10_000).build();
        EventStream stream = sink -> {
            for (int i = 0; i < 4_000; i++) {
                sink.send(Integer.toString(i), "x".repeat(1000).getBytes(UTF_8));
            }
        };
        try (RunningServer server = RunningServer.streaming(settings, stream);
                WireClient client = server.connect()) {

            String body = client.send(GET).answer().body();

            assertThat(body.split("\n\n")).hasSize(4_000);
            assertThat(body).contains("id: 3999\n");
        }
    }

    @Test
    void cutsOffAReaderThatTakesNothing() throws Exception {
        var settings = RunningServer.settings()
                .streamBuffer(100_000)
                .streamStall(Duration.ofMillis(200))
                .build();
        var taken = new AtomicLong();
        var told = new CountDownLatch(1);
        var over = new CompletableFuture<Long>();
        byte[] event = new byte[10_000];
        Arrays.fill(event, (byte) 'x');
        EventStream stream = sink -> {
            sink.onClose(told::countDown);
            while (sink.send("1", event)) {
                taken.addAndGet(event.length);
            }
            over.complete(taken.get());
        };
        try (RunningServer server = RunningServer.streaming(settings, stream);
                WireClient client = server.connect()) {

            client.send(GET);

            // What the operating system buffers, and 100 kB of ours; without a bound this would never end.
            assertThat(over.get(30, TimeUnit.SECONDS)).isLessThan(30_000_000);
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
        }
    }

    @Test
    void endsProperlyWhenTheServerStops() throws Exception {
        var closed = new CountDownLatch(1);
        EventStream stream = sink -> {
            sink.send("1", DATA);
            sink.onClose(closed::countDown);
            closed.await();
        };
        RunningServer server = RunningServer.streaming(RunningServer.settings().build(), stream);
        try (WireClient client = server.connect()) {
            client.send(GET).head();
            client.event();

            long begun = System.nanoTime();
            server.close();

            assertThat(client.chunk()).isEqualTo(COME_BACK);
            assertThat(client.chunk()).isEmpty();
            assertThat(client.isClosed()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void endsAStreamThatDoesNotListenWhenTheServerStops() throws Exception {
        RunningServer server =
                RunningServer.streaming(RunningServer.settings().build(), sink -> new CountDownLatch(1).await());
        try (WireClient client = server.connect()) {
            client.send(GET).head();

            server.close();

            assertThat(client.chunk()).isEqualTo(COME_BACK);
            assertThat(client.chunk()).isEmpty();
        }
    }

    @Test
    void cutsABrokenStream() throws Exception {
        EventStream stream = sink -> {
            sink.send("1", DATA);
            throw new IllegalStateException("broken");
        };
        try (RunningServer server =
                        RunningServer.streaming(RunningServer.settings().build(), stream);
                WireClient client = server.connect()) {

            client.send(GET);

            assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
        }
    }

    @Test
    void answersHeadWithTheHeadOfTheStreamOnly() throws Exception {
        var asked = new AtomicInteger();
        try (RunningServer server =
                        RunningServer.streaming(RunningServer.settings().build(), sink -> asked.incrementAndGet());
                WireClient client = server.connect()) {

            var head = client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").head();
            client.send(GET).answer();

            assertThat(head.header("content-type")).isEqualTo("text/event-stream");
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void endsAStreamToAnOldClientWithTheConnection() throws Exception {
        try (RunningServer server =
                        RunningServer.streaming(RunningServer.settings().build(), sink -> sink.send("1", DATA));
                WireClient client = server.connect()) {

            var head = client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .head();

            assertThat(head.header("transfer-encoding")).isNull();
            assertThat(client.rest()).isEqualTo("id: 1\ndata: {\"n\":1}\n\n");
        }
    }
}
