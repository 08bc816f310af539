package dev.drover.adapter.a2aclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.drover.address.Destinations;
import dev.drover.agent.CallFailed;
import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a call whose agent misbehaves. A call ends, says why, and is made again only where that is safe. */
class MisbehaviourTest {
    private static final Message HELLO = Message.of("m1", Role.USER, List.of(Part.text("Will it rain?")));

    private ScriptedAgent remote;

    @BeforeEach
    void start() throws IOException {
        remote = new ScriptedAgent();
        remote.on("CancelTask", (request, to) -> to.result(Says.bareTask("CANCELED")));
    }

    @AfterEach
    void stop() throws IOException {
        remote.close();
    }

    /** What the call came to: a reply, or a failure with whether another attempt is made. */
    private String outcome(URI url, boolean idempotent) throws InterruptedException {
        A2aAgent agent = new A2aAgents(Destinations.of(List.of("127.0.0.1")))
                .at(new Address(url, new Credentials.None(), 64 * 1024));
        Ask ask = new Ask(HELLO, null, "call", Duration.ofSeconds(20), idempotent, Map.of());
        try {
            return said(agent.call(ask, new Noted()).run());
        } catch (CallFailed failed) {
            return (failed.again() ? "again: " : "end: ") + failed.text();
        }
    }

    private String outcome() throws InterruptedException {
        return outcome(remote.url(), false);
    }

    private static String said(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> "answered: " + Message.textOf(answered.parts());
            case Reply.InputRequired asked -> "asked: " + Message.textOf(asked.question());
            case Reply.Declined declined -> "declined: " + Message.textOf(declined.parts());
            case Reply.Unavailable unavailable ->
                "unavailable: " + unavailable.missing().word();
            case Reply.HandedOver over -> "handed over to " + over.agent();
        };
    }

    private void onSend(ScriptedAgent.Script script) {
        remote.on("SendStreamingMessage", script);
    }

    private void onStream(String... events) {
        onSend((request, to) -> {
            to.stream();
            for (String event : events) {
                to.event(event);
            }
        });
    }

    /** The agent was told that nobody wants its task any more. */
    private void assertCanceled() {
        Awaitility.await().until(() -> !remote.requests("CancelTask").isEmpty());
    }

    @Test
    void nobodyIsThere() throws Exception {
        remote.close();
        assertThat(outcome()).isEqualTo("again: its agent card cannot be fetched: no answer");
    }

    @Test
    void theCardIsMissing() throws Exception {
        remote.on("GET /.well-known/agent-card.json", (request, to) -> to.whole(404, "text/html", "<p>no</p>"));
        assertThat(outcome()).isEqualTo("again: its agent card cannot be read: HTTP status 404");
    }

    @Test
    void theCardIsNotACard() throws Exception {
        remote.on("GET /.well-known/agent-card.json", (request, to) -> to.whole(200, "text/html", "<p>hello</p>"));
        assertThat(outcome()).startsWith("again: its agent card is broken: the body is not valid JSON");
    }

    @Test
    void theCardIsHuge() throws Exception {
        remote.on(
                "GET /.well-known/agent-card.json",
                (request, to) -> to.json(200, "{\"name\": \"" + "x".repeat(1024 * 1024) + "\"}"));
        assertThat(outcome()).isEqualTo("again: its agent card is larger than 1 MB");
    }

    @Test
    void theCardHasNoInterfaceThatDroverSpeaks() throws Exception {
        remote.card("GRPC", true);
        assertThat(outcome()).isEqualTo("end: its agent card has no interface for A2A 1.0 over JSONRPC or HTTP+JSON");
    }

    @Test
    void theConnectionIsNotSecure() throws Exception {
        String elsewhere = remote.url().toString().replace("http:", "https:");
        remote.on(
                "GET /.well-known/agent-card.json",
                (request, to) -> to.json(200, ScriptedAgent.cardText(elsewhere, "JSONRPC", true)));
        assertThat(outcome()).isEqualTo("again: no secure connection to it can be made");
    }

    @Test
    void itRedirects() throws Exception {
        onSend((request, to) -> to.whole(307, "text/plain", "", "Location: http://127.0.0.1:1/"));
        assertThat(outcome()).isEqualTo("end: it redirects to another address, which is not followed");
    }

    @Test
    void itAnswersWithAPage() throws Exception {
        onSend((request, to) -> to.whole(200, "text/html", "<p>Welcome</p>"));
        assertThat(outcome())
                .isEqualTo("end: what it answered is not A2A: its content type is neither JSON nor an event stream");
    }

    @Test
    void itAnswersWithHalfAnObject() throws Exception {
        onSend((request, to) -> to.json(200, "{\"jsonrpc\": \"2.0\", \"id\": 1, \"res"));
        assertThat(outcome()).startsWith("end: what it answered is not A2A: the body is not valid JSON");
    }

    @Test
    void itCutsTheConnectionBeforeItAnswers() throws Exception {
        onSend((request, to) -> to.cut());
        String unknown = "the connection broke before it answered, and it is not known whether it did the work";
        assertThat(outcome()).isEqualTo("end: " + unknown);
        assertThat(outcome(remote.url(), true)).isEqualTo("again: " + unknown);
    }

    @Test
    void itEndsTheStreamBeforeItsTaskHasEnded() throws Exception {
        onStream(Says.task("WORKING"));
        remote.on("SubscribeToTask", (request, to) -> to.stream());
        remote.on("GetTask", (request, to) -> to.result(Says.bareTask("COMPLETED")));
        assertThat(outcome()).isEqualTo("answered: ");
        assertThat(remote.requests("SendStreamingMessage")).hasSize(1);
    }

    @Test
    void itEndsTheStreamInTheMiddleOfAnEvent() throws Exception {
        onSend((request, to) -> {
            to.stream();
            to.event(Says.task("WORKING"));
            to.raw("data: {\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {\"statusUpd");
        });
        remote.on("SubscribeToTask", (request, to) -> to.cut());
        remote.on("GetTask", (request, to) -> to.result(Says.bareTask("COMPLETED")));
        assertThat(outcome()).isEqualTo("answered: ");
        assertThat(remote.requests("SendStreamingMessage")).hasSize(1);
    }

    @Test
    void itEndsTheStreamBeforeItBegan() throws Exception {
        onStream();
        assertThat(outcome()).startsWith("end: the connection broke before it answered");
    }

    @Test
    void itSpeaksOfAnotherTask() throws Exception {
        onStream(Says.task("WORKING"), Says.status("COMPLETED").replace("t1", "t2"));
        assertThat(outcome())
                .isEqualTo("end: what it answered is not A2A: it is of another task than the one that was asked for");
        assertCanceled();
    }

    @Test
    void itSendsAStateThatThereIsNot() throws Exception {
        onStream(Says.task("WORKING"), Says.status("DREAMING"));
        assertThat(outcome())
                .isEqualTo(
                        "end: what it answered is not A2A: result.statusUpdate.status.state: must be a state of A2A 1.0");
        assertCanceled();
    }

    @Test
    void itSendsAMessageAfterItHasBegunATask() throws Exception {
        onStream(Says.task("WORKING"), Says.message("hello"));
        assertThat(outcome()).startsWith("end: what it answered is not A2A: a message stands in place of the task");
        assertCanceled();
    }

    @Test
    void itAnswersTooMuch() throws Exception {
        onSend((request, to) -> to.result(Says.message("x".repeat(64 * 1024))));
        assertThat(outcome()).isEqualTo("end: it answered more than the 65536 bytes that are taken");
    }

    @Test
    void itsStreamNeverEnds() throws Exception {
        onSend((request, to) -> {
            to.stream();
            to.event(Says.task("WORKING"));
            while (true) {
                to.event(Says.artifactUpdate("endless", "more and more", true));
            }
        });
        assertThat(outcome()).isEqualTo("end: it answered more than the 65536 bytes that are taken");
        assertCanceled();
    }

    @Test
    void itForgetsItsTask() throws Exception {
        onStream(Says.task("WORKING"));
        remote.on("SubscribeToTask", (request, to) -> to.error(-32001, "no such task"));
        remote.on("GetTask", (request, to) -> to.error(-32001, "no such task"));
        assertThat(outcome()).isEqualTo("end: it does not know its task any more");
    }

    @Test
    void itRefusesTheMessage() throws Exception {
        onSend((request, to) -> to.error(-32005, "no pictures please"));
        assertThat(outcome()).isEqualTo("declined: no pictures please");
    }

    @Test
    void itRefusesTheCredentials() throws Exception {
        onSend((request, to) -> to.whole(401, "text/plain", "who are you?"));
        assertThat(outcome()).isEqualTo("end: it refuses Drover's credentials");
    }

    @Test
    void itHasTooMuchToDo() throws Exception {
        onSend((request, to) -> to.whole(429, "application/json", "{}", "Retry-After: 7"));
        A2aAgent agent =
                new A2aAgents(Destinations.of(List.of())).at(new Address(remote.url(), new Credentials.None(), 1024));
        Ask ask = new Ask(HELLO, null, "call", Duration.ofSeconds(20), false, Map.of());

        CallFailed failed = assertThrows(
                CallFailed.class, () -> agent.call(ask, new Noted()).run());

        assertThat(failed.missing()).isEqualTo(Missing.OVER_LIMIT);
        assertThat(failed.again()).isTrue();
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void itIsNotAvailable() throws Exception {
        onSend((request, to) -> to.whole(503, "text/plain", "later"));
        assertThat(outcome()).isEqualTo("again: it is not available");
    }

    @Test
    void itFailsInside() throws Exception {
        onSend((request, to) -> to.error(-32603, "stack trace of ours"));
        assertThat(outcome()).isEqualTo("end: it answered with the error -32603");
        assertThat(outcome(remote.url(), true)).isEqualTo("again: it answered with the error -32603");
    }

    @Test
    void itSpeaksAnotherVersion() throws Exception {
        onSend((request, to) -> to.error(-32009, "0.3 only"));
        assertThat(outcome()).isEqualTo("end: it does not understand Drover: error -32009");
    }

    @Test
    void itSendsJsonThatIsNeitherResultNorError() throws Exception {
        onSend((request, to) -> to.json(200, "{\"hello\": \"world\"}"));
        assertThat(outcome()).isEqualTo("end: what it answered is not A2A: it has neither result nor error");
    }

    @Test
    void itSaysNothingMoreUntilNobodyWaits() throws Exception {
        onSend((request, to) -> {
            to.stream();
            to.event(Says.task("WORKING"));
            to.untilClosed();
        });
        Thread call = Thread.ofVirtual().start(() -> {
            try {
                outcome();
            } catch (InterruptedException e) {
                // as the guard does when the time is up
            }
        });
        Awaitility.await().until(() -> !remote.requests("SendStreamingMessage").isEmpty());

        call.interrupt();

        assertThat(call.join(Duration.ofSeconds(5))).isTrue();
    }
}
