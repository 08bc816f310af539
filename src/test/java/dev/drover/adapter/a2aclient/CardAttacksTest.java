package dev.drover.adapter.a2aclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.address.Destinations;
import dev.drover.agent.CallFailed;
import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents whose cards would have Drover call what only Drover can reach. */
class CardAttacksTest {
    private static final String PRIVATE =
            "its agent card leads to another server, whose address is private and not allowed (outgoing.allow)";
    private static final String PLAIN =
            "its agent card leads to another server, whose address is no https URL and not allowed (outgoing.allow)";

    private ScriptedAgent evil;
    private ScriptedAgent inside;

    @BeforeEach
    void start() throws IOException {
        evil = new ScriptedAgent();
        inside = new ScriptedAgent();
        for (ScriptedAgent each : List.of(evil, inside)) {
            each.on("SendMessage", (request, to) -> to.result(Says.message("hello")));
        }
    }

    @AfterEach
    void stop() throws IOException {
        evil.close();
        inside.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:PORT",
                "https://127.0.0.2:PORT",
                "https://2130706433:PORT",
                "https://0x7f000001:PORT",
                "https://0177.0.0.1:PORT",
                "https://0.0.0.0:PORT",
                "https://localhost:PORT",
                "https://LOCALHOST.:PORT",
                "https://app.localhost:PORT",
                "https://[::1]:PORT",
                "https://[::]:PORT",
                "https://[::ffff:127.0.0.1]:PORT",
                "https://[::ffff:7f00:1]:PORT",
                "https://[64:ff9b::7f00:1]:PORT",
                "https://[2002:7f00:1::]:PORT",
                "https://[fe80::1]:PORT",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/latest/meta-data",
                "https://metadata.google.internal/computeMetadata",
                "https://10.0.0.1",
                "https://172.16.0.1",
                "https://192.168.1.1",
                "https://100.64.0.1",
                "https://redis:PORT",
                "https://224.0.0.1"
            })
    void aCardDoesNotLeadToAPrivateAddress(String url) throws Exception {
        assertRefused(url, PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:PORT", "http://localhost:PORT", "http://93.184.216.34"})
    void aCardDoesNotLeadToAnotherServerByHttp(String url) throws Exception {
        assertRefused(url, PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://127.0.0.1:PORT",
                "http://user:password@127.0.0.1:PORT",
                "//127.0.0.1:PORT",
                "https:127.0.0.1"
            })
    void aCardDoesNotLeadToWhatIsNoServer(String url) throws Exception {
        assertRefused(url, "its agent card has an interface without a usable URL");
    }

    @Test
    void aCardLeadsToWhatIsAllowedOnPurpose() throws Exception {
        lead(inside.url().toString());

        Reply reply = call(Destinations.of(List.of("127.0.0.0/8")));

        assertThat(reply).isEqualTo(new Reply.Answered(List.of(Part.text("hello")), true));
        assertThat(inside.requests("SendMessage")).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowedAnywhere() throws Exception {
        lead(evil.url().toString());
        evil.on("SendMessage", (request, to) -> to.whole(307, "text/plain", "", "Location: " + inside.url()));

        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> call(Destinations.of(List.of("127.0.0.1"))));

        assertThat(failed.text()).isEqualTo("it redirects to another address, which is not followed");
        assertThat(inside.requests("SendMessage")).isEmpty();
    }

    private void assertRefused(String url, String text) throws Exception {
        lead(url.replace("PORT", Integer.toString(inside.url().getPort())));

        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> call(Destinations.of(List.of())));

        assertThat(failed.text()).isEqualTo(text);
        assertThat(failed.again()).isFalse();
        assertThat(inside.requests("SendMessage")).isEmpty();

        lead(evil.url().toString());
        assertThat(call(Destinations.of(List.of()))).isInstanceOf(Reply.Answered.class);
    }

    /** The agent's card says that the agent is there. */
    private void lead(String url) {
        String card = ScriptedAgent.cardText(url, "JSONRPC", false);
        evil.on("GET /.well-known/agent-card.json", (request, to) -> to.json(200, card));
    }

    private Reply call(Destinations destinations) throws CallFailed, InterruptedException {
        A2aAgent agent = new A2aAgents(destinations).at(new Address(evil.url(), new Credentials.None(), 1024));
        Message hello = Message.of("m1", Role.USER, List.of(Part.text("hello")));
        return agent.call(new Ask(hello, null, "task/step/1", Duration.ofSeconds(20), false, Map.of()), new Noted())
                .run();
    }
}
