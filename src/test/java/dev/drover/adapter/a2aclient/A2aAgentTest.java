package dev.drover.adapter.a2aclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.address.Destinations;
import dev.drover.agent.CallFailed;
import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of an agent that behaves. */
class A2aAgentTest {
    private static final Message HELLO = Message.of("m1", Role.USER, List.of(Part.text("Will it rain?")));

    private ScriptedAgent remote;
    private A2aAgent agent;
    private final Noted noted = new Noted();

    @BeforeEach
    void start() throws IOException {
        remote = new ScriptedAgent();
        agent = agent(new Credentials.None());
    }

    @AfterEach
    void stop() throws IOException {
        remote.close();
    }

    private A2aAgent agent(Credentials credentials) {
        return new A2aAgents(Destinations.of(List.of())).at(new Address(remote.url(), credentials, 1024 * 1024));
    }

    private static Ask ask(Message message) {
        return new Ask(
                message, null, "task/step/1", Duration.ofSeconds(20), false, Map.of("traceparent", "00-ab-cd-01"));
    }

    @Test
    void showsAStreamAsItComesAndEndsWithIt() throws Exception {
        Semaphore more = new Semaphore(0);
        remote.on("SendStreamingMessage", (request, to) -> {
            to.stream();
            to.event(Says.task("SUBMITTED"));
            to.event(Says.status("WORKING", "looking"));
            more.acquire();
            to.raw(": still here\n\n");
            to.event(Says.artifactUpdate("sky", "rain", false));
            to.event(Says.artifactUpdate("sky", " and snow", true));
            to.event(Says.status("COMPLETED"));
        });
        AtomicReference<Reply> reply = new AtomicReference<>();

        Thread call = Thread.ofVirtual().start(() -> reply.set(run(ask(HELLO))));
        Awaitility.await().until(() -> noted.lines.contains("progress looking"));
        assertThat(noted.lines).doesNotContain("artifact sky rain");
        more.release();
        call.join();

        assertThat(reply.get()).isEqualTo(Reply.answered());
        assertThat(noted.lines)
                .containsExactly("begun t1 in c1", "progress looking", "artifact sky rain", "chunk sky  and snow");
    }

    private Reply run(Ask ask) {
        try {
            return agent.call(ask, noted).run();
        } catch (CallFailed | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void passesOnTheCallsIdTheTraceAndTheTimeThatIsLeft() throws Exception {
        remote.on("SendStreamingMessage", (request, to) -> to.result(Says.message("yes")));

        Reply reply = agent.call(ask(HELLO), noted).run();

        Map<String, String> headers =
                remote.requests("SendStreamingMessage").getFirst().headers();
        assertThat(headers)
                .containsEntry("idempotency-key", "task/step/1")
                .containsEntry("traceparent", "00-ab-cd-01")
                .containsEntry("a2a-version", "1.0")
                .containsEntry("drover-timeout", "20000");
        assertThat(reply).isEqualTo(new Reply.Answered(List.of(Part.text("yes")), true));
    }

    @Test
    void asksAnAgentThatDoesNotStreamAgainAndAgainUntilItsTaskIsAtRest() throws Exception {
        remote.card("JSONRPC", false);
        remote.on("SendMessage", (request, to) -> to.result(Says.task("WORKING")));
        remote.on(
                "GetTask",
                (request, to) -> to.result(
                        remote.requests("GetTask").size() < 3
                                ? Says.bareTask("WORKING", Says.artifact("sky", "rain"))
                                : Says.bareTask(
                                        "COMPLETED", Says.artifact("sky", "rain"), Says.artifact("sea", "calm"))));

        Reply reply = agent.call(ask(HELLO), noted).run();

        assertThat(reply).isEqualTo(Reply.answered());
        assertThat(noted.lines).containsExactly("begun t1 in c1", "artifact sky rain", "artifact sea calm");
        assertThat(remote.requests("SendMessage")).singleElement().satisfies(request -> assertThat(request.body()
                        .at("/params/configuration/returnImmediately")
                        .asBoolean())
                .isTrue());
    }

    @Test
    void resumesALostStreamBehindTheLastEventAndSendsNothingAgain() throws Exception {
        remote.on("SendStreamingMessage", (request, to) -> {
            to.stream();
            to.event(Says.task("WORKING"));
            to.raw("id: 17\n");
            to.event(Says.artifactUpdate("sky", "rain", false));
            Awaitility.await().until(() -> noted.lines.contains("artifact sky rain"));
            to.cut();
        });
        remote.on("SubscribeToTask", (request, to) -> {
            to.stream();
            to.event(Says.artifactUpdate("sky", " and snow", true));
            to.event(Says.status("COMPLETED"));
        });

        Reply reply = agent.call(ask(HELLO), noted).run();

        assertThat(reply).isEqualTo(Reply.answered());
        assertThat(noted.lines).containsExactly("begun t1 in c1", "artifact sky rain", "chunk sky  and snow");
        assertThat(remote.requests("SendStreamingMessage")).hasSize(1);
        assertThat(remote.requests("SubscribeToTask").getFirst().headers()).containsEntry("last-event-id", "17");
    }

    @Test
    void showsOnlyWhatIsNewInTheTaskWithWhichAResumedStreamBegins() throws Exception {
        remote.on("SendStreamingMessage", (request, to) -> {
            to.stream();
            to.event(Says.task("WORKING"));
            to.event(Says.artifactUpdate("sky", "rain", false));
            Awaitility.await().until(() -> noted.lines.contains("artifact sky rain"));
            to.cut();
        });
        remote.on("SubscribeToTask", (request, to) -> {
            to.stream();
            to.event(Says.task("WORKING", Says.artifact("sky", "rain"), Says.artifact("sea", "calm")));
            to.event(Says.status("COMPLETED", "bye"));
        });

        Reply reply = agent.call(ask(HELLO), noted).run();

        assertThat(reply).isEqualTo(new Reply.Answered(List.of(Part.text("bye")), false));
        assertThat(noted.lines).containsExactly("begun t1 in c1", "artifact sky rain", "artifact sea calm");
    }

    @Test
    void goesOnWithTheTaskThatAnEarlierAttemptBegan() throws Exception {
        remote.on("SubscribeToTask", (request, to) -> to.error(-32004, "it has ended"));
        remote.on("GetTask", (request, to) -> to.result(Says.bareTask("COMPLETED", Says.artifact("sky", "rain"))));
        Ask ask = new Ask(HELLO, "t1", "task/step/1", Duration.ofSeconds(20), false, Map.of());

        Reply reply = agent.call(ask, noted).run();

        assertThat(reply).isEqualTo(Reply.answered());
        assertThat(noted.lines).contains("artifact sky rain");
        assertThat(remote.requests("SendStreamingMessage")).isEmpty();
    }

    @Test
    void sendsAFollowUpToTheAgentsTask() throws Exception {
        remote.on("SendStreamingMessage", (request, to) -> to.result(Says.task("COMPLETED")));

        agent.call(ask(HELLO.in("c1", "t1")), noted).run();

        JsonNode sent =
                remote.requests("SendStreamingMessage").getFirst().body().at("/params/message");
        assertThat(sent.path("taskId").asText()).isEqualTo("t1");
        assertThat(sent.path("contextId").asText()).isEqualTo("c1");
    }

    @Test
    void aStateOfRestIsTheReply() throws Exception {
        assertThat(replyTo(Says.status("INPUT_REQUIRED", "where?")))
                .isEqualTo(new Reply.InputRequired(List.of(Part.text("where?")), false));
        assertThat(replyTo(Says.status("AUTH_REQUIRED", "who?")))
                .isEqualTo(new Reply.InputRequired(List.of(Part.text("who?")), true));
        assertThat(replyTo(Says.status("REJECTED", "no"))).isEqualTo(new Reply.Declined(List.of(Part.text("no"))));
        assertThat(replyTo(Says.status("FAILED", "oh")))
                .isEqualTo(new Reply.Unavailable(Missing.FAILED, List.of(Part.text("oh"))));
        assertThat(replyTo(Says.status("CANCELED", "stop")))
                .isEqualTo(new Reply.Unavailable(Missing.CANCELLED, List.of(Part.text("stop"))));
    }

    private Reply replyTo(String event) throws Exception {
        remote.on("SendStreamingMessage", (request, to) -> {
            to.stream();
            to.event(Says.task("WORKING"));
            to.event(event);
        });
        return agent.call(ask(HELLO), new Noted()).run();
    }

    @Test
    void speaksHttpJsonWhereTheCardPrefersIt() throws Exception {
        remote.card("HTTP+JSON", false);
        remote.on("POST /message:send", (request, to) -> to.json(200, Says.task("WORKING")));
        remote.on("GET /tasks/t1", (request, to) -> to.json(200, Says.bareTask("COMPLETED")));

        Reply reply = agent.call(ask(HELLO), noted).run();

        assertThat(reply).isEqualTo(Reply.answered());
        assertThat(remote.requests("POST /message:send")
                        .getFirst()
                        .body()
                        .at("/message/parts/0/text")
                        .asText())
                .isEqualTo("Will it rain?");
    }

    @Test
    void everyKindOfPartGoesAndComesWhole() throws Exception {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        List<Part> parts = List.of(
                new Part(new Part.Content.Text("Grüße 👋\n\"quoted\""), null, "text/markdown", Map.of("a", 1L)),
                Part.file(bytes, "all bytes.bin", "application/octet-stream"),
                Part.link("https://files.example.com/a?b=c&d", "a.pdf", "application/pdf"),
                Part.data(Map.of("deep", List.of(1L, true, "x"))),
                Part.data(null));
        remote.on("SendStreamingMessage", (request, to) -> {
            String back = request.body().at("/params/message/parts").toString();
            to.result(Says.task(
                    "COMPLETED",
                    "{\"artifactId\": \"back\", \"name\": \"Back\", \"description\": \"all of it\","
                            + " \"metadata\": {\"k\": \"v\"}, \"extensions\": [\"urn:x\"], \"parts\": " + back + "}"));
        });

        agent.call(ask(Message.of("m1", Role.USER, parts)), noted).run();

        assertThat(noted.artifacts)
                .containsExactly(new Artifact("back", "Back", "all of it", parts, Map.of("k", "v"), List.of("urn:x")));
    }

    @Test
    void anInterruptedCallCanCancelTheAgentsTaskThoughItHasNotHeardOfItYet() throws Exception {
        Semaphore begin = new Semaphore(0);
        remote.on("SendStreamingMessage", (request, to) -> {
            begin.acquire();
            to.stream();
            to.event(Says.task("WORKING"));
            to.untilClosed();
        });
        remote.on("CancelTask", (request, to) -> to.result(Says.bareTask("CANCELED")));
        RemoteCall call = agent.call(ask(HELLO), noted);
        Thread runs = Thread.ofVirtual().start(() -> {
            try {
                call.run();
            } catch (InterruptedException e) {
                call.cancel();
            } catch (CallFailed e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> !remote.requests("SendStreamingMessage").isEmpty());

        runs.interrupt();
        begin.release();
        runs.join();

        assertThat(remote.requests("CancelTask")).singleElement().satisfies(request -> assertThat(
                        request.body().at("/params/id").asText())
                .isEqualTo("t1"));
    }

    @Test
    void eachKindOfCredentialsIsOnItsRequests() throws Exception {
        remote.on("SendStreamingMessage", (request, to) -> to.result(Says.message("yes")));
        remote.on("POST /token", (request, to) -> to.json(200, "{\"access_token\": \"fresh\", \"expires_in\": 600}"));

        agent(new Credentials.ApiKey("X-Key", "k1")).call(ask(HELLO), noted).run();
        agent(new Credentials.Bearer("b1")).call(ask(HELLO), noted).run();
        A2aAgent client =
                agent(new Credentials.ClientCredentials(remote.url().resolve("/token"), "me", "secret", "a b"));
        client.call(ask(HELLO), noted).run();
        client.call(ask(HELLO), noted).run();

        List<ScriptedAgent.Request> sent = remote.requests("SendStreamingMessage");
        assertThat(sent.get(0).headers()).containsEntry("x-key", "k1");
        assertThat(sent.get(1).headers()).containsEntry("authorization", "Bearer b1");
        assertThat(sent.get(2).headers()).containsEntry("authorization", "Bearer fresh");
        assertThat(sent.get(3).headers()).containsEntry("authorization", "Bearer fresh");
        assertThat(remote.requests("POST /token")).hasSize(1);
    }

    @Test
    void aTokenThatIsRefusedIsForgotten() throws Exception {
        remote.on("POST /token", (request, to) -> to.json(200, "{\"access_token\": \"t\", \"expires_in\": 600}"));
        remote.on("SendStreamingMessage", (request, to) -> to.json(401, "{}"));
        A2aAgent client = agent(new Credentials.ClientCredentials(remote.url().resolve("/token"), "me", "s", ""));

        assertThatThrownBy(() -> client.call(ask(HELLO), noted).run())
                .isInstanceOfSatisfying(
                        CallFailed.class, failed -> assertThat(failed.again()).isTrue());
        remote.on("SendStreamingMessage", (request, to) -> to.result(Says.message("yes")));
        client.call(ask(HELLO), noted).run();

        assertThat(remote.requests("POST /token")).hasSize(2);
    }

    @Test
    void credentialsAreNotSentToAnotherServerThanTheConfiguredOne() throws Exception {
        remote.on(
                "GET /.well-known/agent-card.json",
                (request, to) -> to.json(200, ScriptedAgent.cardText("http://127.0.0.1:1/elsewhere", "JSONRPC", true)));

        assertThatThrownBy(() -> agent(new Credentials.Bearer("b1"))
                        .call(ask(HELLO), noted)
                        .run())
                .hasMessageContaining("credentials are not sent there");
    }

    @Test
    void noCredentialsShowThemselves() {
        assertThat(List.of(
                                new Credentials.ApiKey("X-Key", "hidden"),
                                new Credentials.Bearer("hidden"),
                                new Credentials.ClientCredentials(remote.url(), "me", "hidden", ""))
                        .toString())
                .doesNotContain("hidden");
    }

    @Test
    void aCardIsKeptForItsTimeAndThenAskedForByItsTag() throws Exception {
        String card = ScriptedAgent.cardText(remote.url().toString(), "JSONRPC", true);
        remote.on("GET /.well-known/agent-card.json", (request, to) -> {
            if ("\"v1\"".equals(request.headers().get("if-none-match"))) {
                to.whole(304, "application/json", "");
            } else {
                to.whole(200, "application/json", card, "ETag: \"v1\"", "Cache-Control: max-age=3600");
            }
        });

        var first = agent.card();
        var kept = agent.card();
        agent.doubtCard();
        var again = agent.card();

        assertThat(kept).isSameAs(first);
        assertThat(again).isEqualTo(first);
        assertThat(remote.requests("GET /.well-known/agent-card.json")).hasSize(2);
        assertThat(first.skills().getFirst().tags()).containsExactly("rain", "snow");
    }

    @Test
    void aSlowCardKeepsNobodyWaitingWhoKnowsOne() throws Exception {
        var known = agent.card();
        CountDownLatch release = new CountDownLatch(1);
        remote.on("GET /.well-known/agent-card.json", (request, to) -> {
            release.await();
            to.json(200, ScriptedAgent.cardText(remote.url().toString(), "JSONRPC", true));
        });
        agent.doubtCard();
        Thread fetching = Thread.ofVirtual().start(this::card);
        Awaitility.await()
                .until(() -> remote.requests("GET /.well-known/agent-card.json").size() == 2);

        var meanwhile = agent.card();

        release.countDown();
        fetching.join();
        assertThat(meanwhile).isSameAs(known);
        assertThat(remote.requests("GET /.well-known/agent-card.json")).hasSize(2);
    }

    @Test
    void whoWaitedForACardThatDidNotComeDoesNotAskForItAgain() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        remote.on("GET /.well-known/agent-card.json", (request, to) -> {
            release.await();
            to.whole(500, "text/plain", "");
        });
        List<Thread> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(Thread.ofVirtual().start(this::card));
        }
        Awaitility.await().until(() -> calls.stream()
                .allMatch(call ->
                        call.getState() == Thread.State.WAITING || call.getState() == Thread.State.TIMED_WAITING));

        release.countDown();
        for (Thread call : calls) {
            call.join();
        }

        assertThat(remote.requests("GET /.well-known/agent-card.json")).hasSize(1);
    }

    private void card() {
        try {
            agent.card();
        } catch (CallFailed | InterruptedException e) {
            // as some tests want
        }
    }

    @Test
    void aChangedCardLeadsTheNextCallAnotherWay() throws Exception {
        remote.on("SendStreamingMessage", (request, to) -> to.result(Says.message("by JSON-RPC")));
        remote.on("POST /message:stream", (request, to) -> to.json(200, Says.message("by REST")));
        Reply before = agent.call(ask(HELLO), noted).run();

        remote.card("HTTP+JSON", true);
        agent.doubtCard();
        Reply after = agent.call(ask(HELLO), noted).run();

        assertThat(before).isEqualTo(new Reply.Answered(List.of(Part.text("by JSON-RPC")), true));
        assertThat(after).isEqualTo(new Reply.Answered(List.of(Part.text("by REST")), true));
    }

    @Test
    void aCardThatBreaksLeavesTheKnownOneInForce() throws Exception {
        var known = agent.card();
        remote.on("GET /.well-known/agent-card.json", (request, to) -> to.json(200, "{\"supportedInterfaces\": 7}"));
        agent.doubtCard();

        assertThat(agent.card()).isEqualTo(known);
    }

    @Test
    void textIsUtf8EvenWhereAChunkCutsACharacter() throws Exception {
        byte[] event = ("data: {\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": " + Says.message("Grüße 👋") + "}\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        remote.on("SendStreamingMessage", (request, to) -> {
            to.stream();
            for (byte one : event) {
                to.write(new byte[] {one});
            }
        });

        assertThat(agent.call(ask(HELLO), noted).run())
                .isEqualTo(new Reply.Answered(List.of(Part.text("Grüße 👋")), true));
    }
}
