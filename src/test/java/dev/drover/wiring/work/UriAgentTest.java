package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.drover.entry.Entry;
import dev.drover.message.Part;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code agents.<name>.kind = uri} with a Camel endpoint that is not HTTP. */
class UriAgentTest {
    private static final Answering ANSWERING = new Answering();
    private static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        drover = new LocalDrover(
                Map.of("agents.local.kind", "uri", "agents.local.uri", "bean:answering?method=answer"),
                Map.of("answering", ANSWERING));
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @Test
    void asksInTheJsonOfTheContractAndTakesTextAndData() throws Exception {
        ANSWERING.answers("application/json", "{\"text\": \"sunny\", \"data\": {\"degrees\": 21}}");

        Task task = drover.send("how is it outside?", "local");

        JsonNode asked = new ObjectMapper().readTree(ANSWERING.asked);
        assertThat(asked.path("call").asText()).isEqualTo(task.id() + "/local/1");
        assertThat(asked.path("taskId").asText()).isEqualTo(task.id());
        assertThat(asked.path("contextId").asText()).isEqualTo(task.contextId());
        assertThat(asked.path("text").asText()).isEqualTo("how is it outside?");
        assertThat(asked.at("/message/role").asText()).isEqualTo("ROLE_USER");
        assertThat(task.artifacts().getFirst().artifact().parts())
                .containsExactly(Part.text("sunny"), Part.data(Map.of("degrees", 21L)));
    }

    @Test
    void takesAnOutcome() {
        ANSWERING.answers("application/json", "{\"outcome\": \"input-required\", \"text\": \"which town?\"}");

        Task task = drover.send("how is it outside?", "local");

        assertThat(task.state()).isEqualTo(TaskState.INPUT_REQUIRED);
        assertThat(task.status().message().text()).isEqualTo("which town?");
    }

    @Test
    void takesOtherJsonAsData() {
        ANSWERING.answers("application/json", "[1, 2]");

        Task task = drover.send("how is it outside?", "local");

        assertThat(task.artifacts().getFirst().artifact().parts()).containsExactly(Part.data(List.of(1L, 2L)));
    }

    @Test
    void takesPlainText() {
        ANSWERING.answers("text/plain", "{cloudy}");

        Task task = drover.send("how is it outside?", "local");

        assertThat(task.artifacts().getFirst().artifact().parts()).containsExactly(Part.text("{cloudy}"));
    }

    @Test
    void anAnswerThatIsNoJsonThoughItSaysSoIsAFailure() {
        ANSWERING.answers("application/json", "{cloudy");

        Task task = drover.send("how is it outside?", "local");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.metadata().toString()).contains("reason=failed");
    }

    @Test
    void anAgentThatAsksForAPauseBeyondTheTimeOfTheStepIsNotAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        service.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().set("Retry-After", "600");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        service.start();
        String uri = "http://127.0.0.1:" + service.getAddress().getPort() + "/";

        try (LocalDrover busy = new LocalDrover(Map.of("agents.busy.kind", "uri", "agents.busy.uri", uri), Map.of())) {
            assertThat(busy.send("go", "busy").state()).isEqualTo(TaskState.FAILED);
            assertThat(asked).hasValue(1);
        } finally {
            service.stop(0);
        }
    }

    @Test
    void asManyCallsAreInFlightOverHttpAsTheLimitAllows() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger inFlight = new AtomicInteger();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/", exchange -> {
            inFlight.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        service.start();
        String uri = "http://127.0.0.1:" + service.getAddress().getPort() + "/";

        try (LocalDrover many = new LocalDrover(Map.of("agents.held.kind", "uri", "agents.held.uri", uri), Map.of())) {
            for (int i = 0; i < 64; i++) {
                many.request(LocalDrover.message("go", "held"), Entry.Wait.NONE);
            }

            Awaitility.await().until(() -> inFlight.get() == 64);
            release.countDown();
        } finally {
            service.stop(0);
        }
    }

    /** The bean behind the endpoint. */
    public static final class Answering {
        private volatile String type = "";
        private volatile String body = "";
        private volatile String asked = "";

        void answers(String type, String body) {
            this.type = type;
            this.body = body;
        }

        public void answer(Exchange exchange) {
            asked = exchange.getMessage().getBody(String.class);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
            exchange.getMessage().setBody(body);
        }
    }
}
