package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the headers of an agent's route say, and who may say it. */
class AgentReplyTest {
    @TempDir
    static Path folder;

    private static HttpServer service;
    private static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            byte[] body = "from the service".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("AgentOutcome", "rejected");
            exchange.getResponseHeaders().set("agentartifactid", "theirs");
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        agent(
                "calling",
                "- to:\n            uri: http://127.0.0.1:"
                        + service.getAddress().getPort() + "/");
        agent("loud", header("AgentReplyAs", "shout"));
        agent("odd", header("AgentOutcome", "perhaps"));
        drover = new LocalDrover(Map.of("routes.include", folder.toString()), Map.of());
    }

    @AfterAll
    static void stop() {
        drover.close();
        service.stop(0);
    }

    private static String header(String name, String value) {
        return "- setHeader:\n            name: " + name + "\n            expression:\n              constant:\n"
                + "                expression: " + value;
    }

    private static void agent(String name, String step) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), """
                - route:
                    id: agent-%s
                    group: agents
                    description: Zzz
                    note: retries = 0
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:agent-%s
                      steps:
                        %s
                """.formatted(name, name, step));
    }

    @Test
    void headersOfAServiceDoNotSteerTheReplyOfTheAgentThatCallsIt() {
        Task task = drover.send("hello", "calling");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.artifacts())
                .extracting(produced -> produced.artifact().id())
                .containsExactly("calling");
    }

    @Test
    void anUnknownWayToReplyIsAFailureThatSaysSo() {
        Task task = drover.send("hello", "loud");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.status().message().text())
                .isEqualTo("loud failed: it set AgentReplyAs to shout, which is none of artifact, status and message");
    }

    @Test
    void anUnknownOutcomeIsAFailureThatSaysSo() {
        Task task = drover.send("hello", "odd");

        assertThat(task.status().message().text())
                .isEqualTo("odd failed: it set AgentOutcome to perhaps, which is none of completed, input-required,"
                        + " auth-required, rejected and failed");
    }
}
