package dev.drover.wiring.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.entry.Entry;
import dev.drover.journey.AgentServer;
import dev.drover.journey.OtlpReceiver;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import jakarta.jms.Message;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.RoutePolicyFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces as a receiver of OTLP gets them from a whole Drover. */
class TracingTest {
    private static final String PARENT = "00f067aa0ba902b7";

    @TempDir
    static Path folder;

    private static OtlpReceiver receiver;
    private static AgentServer agents;
    private static AmqpBroker broker;
    private static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        receiver = new OtlpReceiver();
        agents = new AgentServer();
        agents.open("one");
        agents.open("two");
        broker = new AmqpBroker(folder.resolve("broker"));
        int port = freePort();
        drover = new LocalDrover(
                settings(Map.of(
                        "server.port", Integer.toString(port), // it is on the card
                        "agents.broken.kind", "uri",
                        "agents.broken.uri", "http://127.0.0.1:1",
                        "agents.broken.retries", "0",
                        "triggers.orders.kind", "amqp",
                        "triggers.orders.url", broker.url(),
                        "triggers.orders.from", "orders")),
                Map.of());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        agents.settings("one", "two", "held")
                .forEach(line -> settings.put(line.split(" = ")[0], line.split(" = ", 2)[1]));
        settings.put("otel.endpoint", receiver.endpoint());
        settings.put("otel.interval", "100ms");
        return settings;
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        broker.close();
        agents.close();
        receiver.close();
    }

    @Test
    void aFanOutOverHttpIsOneTreeBelowTheCallersSpan() throws Exception {
        String trace = "a".repeat(32);

        send(drover, trace, "{\"text\":\"hello\"}", "\"one\",\"two\",\"broken\"");

        Tree tree = Tree.of(receiver, trace, "a2a send", "request", "work", "step one", "step two", "step broken");
        tree.hangsTogetherBelow(PARENT);
        assertThat(tree.around("invoke_agent two"))
                .containsExactly("step two", "delegate", "work", "request", "a2a send");
        assertThat(tree.around("throttle")).containsExactly("request", "a2a send");
        assertThat(tree.span("a2a send").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(tree.attributes("a2a send"))
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.response.status_code", "200");
        assertThat(tree.span("invoke_agent one").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(tree.attributes("invoke_agent one"))
                .containsEntry("gen_ai.operation.name", "invoke_agent")
                .containsEntry("gen_ai.agent.name", "one")
                .containsKeys("gen_ai.conversation.id", "drover.task", "drover.call");
        assertThat(tree.span("step broken").getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(tree.attributes("step broken")).containsEntry("error.type", "failed");
        assertThat(agents.trace("one"))
                .isEqualTo("00-" + trace + "-"
                        + Tree.hex(tree.span("invoke_agent one").getSpanId()) + "-01");
        assertThat(tree.spans().toString()).doesNotContain("hello");
    }

    @Test
    void aFanOutOverAmqpIsOneTreeFromTheMessageToItsReply() throws Exception {
        String trace = "b".repeat(32);
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers")) {
            client.send(
                    "hello",
                    "c",
                    Map.of("DroverAgents", "one,two", "traceparent", "00-" + trace + "-" + PARENT + "-01"));
            Message reply = client.reply();

            Tree tree = Tree.of(receiver, trace, "trigger-orders", "step one", "step two", "send-orders", "deliver");
            tree.hangsTogetherBelow(PARENT);
            assertThat(tree.span("trigger-orders").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
            assertThat(reply.getStringProperty("traceparent"))
                    .isEqualTo("00-" + trace + "-"
                            + Tree.hex(tree.span("send-orders").getSpanId()) + "-01");
        }
    }

    @Test
    void anAgentThatIsAnotherDroverGoesOnInTheSameTrace() throws Exception {
        String trace = "c".repeat(32);
        Map<String, String> far = Map.of(
                "agents.far.kind", "a2a", "agents.far.url", "http://127.0.0.1:" + drover.port(), "plan.agents", "far");
        try (LocalDrover near = new LocalDrover(settings(far), Map.of())) {
            send(near, trace, "{\"text\":\"I want to sell my 2020 Toyota Camry, 45,000 miles, good\"}", "\"far\"");
        }

        Tree tree = Tree.of(receiver, trace, "invoke_agent far", "invoke_agent vehicle-intake", "work");
        tree.hangsTogetherBelow(PARENT);
        assertThat(tree.around("invoke_agent vehicle-intake"))
                .containsSubsequence("work", "request", "a2a send", "invoke_agent far", "step far", "a2a send");
    }

    @Test
    void workThatGoesOnAfterARestartIsTiedToTheTraceInWhichItsTaskWasBorn() throws Exception {
        LocalDrover first = new LocalDrover(settings(Map.of()), Map.of());
        String task = first.request(LocalDrover.message("wait", "held"), Entry.Wait.NONE)
                .id();
        Awaitility.await().until(() -> agents.calls("held").size() == 1);
        first.close();
        agents.open("held");
        try (LocalDrover second = new LocalDrover(settings(Map.of()), first)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> second.task(task).state() == TaskState.COMPLETED);
        }

        Awaitility.await().until(() -> !spans("work", task).isEmpty());
        Span born = spans("open-task", task).getFirst();
        assertThat(spans("work", task))
                .singleElement()
                .satisfies(resumed -> assertThat(resumed.getTraceId()).isNotEqualTo(born.getTraceId()))
                .satisfies(resumed -> assertThat(resumed.getLinksList())
                        .singleElement()
                        .satisfies(link -> assertThat(link.getTraceId()).isEqualTo(born.getTraceId())));
    }

    private static List<Span> spans(String name, String task) {
        return receiver.spans().stream()
                .filter(span -> span.getName().equals(name)
                        && span.getAttributesList().stream()
                                .anyMatch(pair -> pair.getKey().equals("drover.task")
                                        && pair.getValue().getStringValue().equals(task)))
                .toList();
    }

    @Test
    void withoutAReceiverNothingIsTracedAndWhatCameInIsPassedOn() throws Exception {
        Map<String, String> settings = settings(Map.of());
        settings.remove("otel.endpoint");
        try (LocalDrover plain = new LocalDrover(settings, Map.of())) {
            send(plain, "d".repeat(32), "{\"text\":\"hello\"}", "\"one\"");

            assertThat(plain.camel().getRegistry().findByType(RoutePolicyFactory.class))
                    .isEmpty();
            assertThat(agents.trace("one")).isEqualTo("00-" + "d".repeat(32) + "-" + PARENT + "-01");
        }
    }

    private static void send(LocalDrover to, String trace, String part, String names) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/message:send"))
                .header("Content-Type", "application/json")
                .header("A2A-Version", "1.0")
                .header("traceparent", "00-" + trace + "-" + PARENT + "-01")
                .POST(HttpRequest.BodyPublishers.ofString("{\"message\":{\"messageId\":\"" + trace
                        + "\",\"role\":\"ROLE_USER\",\"parts\":[" + part + "],\"metadata\":{\"agents\":[" + names
                        + "]}}}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
