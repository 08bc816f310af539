package dev.drover.wiring.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command line says and ends with, on a copy of the project's own settings and routes. */
class CommandsTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        Files.copy(Path.of("application.properties"), folder.resolve("application.properties"));
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Path target = folder.resolve(file.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void validateIsContentWithWhatTheProjectShips() {
        assertThat(execute("validate", "--folder", folder.toString())).isZero();
        assertThat(out.toString()).contains("settings and routes are right; 2 agents");
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                Arguments.of("server.prot = 1", "there is no setting server.prot; did you mean server.port"),
                Arguments.of("server.port = 99999", "server.port is 99999"),
                Arguments.of("server.drain = soon", "server.drain is soon"),
                Arguments.of("log.format = xml", "log.format is xml, but must be one of text, ecs"),
                Arguments.of("plan.planner = guess", "plan.planner is guess"),
                Arguments.of("answer.policy = some", "answer.policy is some"),
                Arguments.of(
                        "otel.endpoint = collector", "otel.endpoint is collector, but must be an http or https URL"),
                Arguments.of("otel.temporality = sometimes", "otel.temporality is sometimes"),
                Arguments.of("task.deadline = 5 years", "task.deadline is 5 years"),
                Arguments.of("agents.weather.kind = postal", "agents.weather.kind is postal"),
                Arguments.of("server.shutdown = x", "server.shutdown is x"),
                Arguments.of("server.max-header = 1B", "server.max-header must be at least 256 bytes"),
                Arguments.of("server.host = 0.0.0.0", "server.host is 0.0.0.0, and no authentication is configured"),
                Arguments.of("store.lease = 10ms", "store.lease is 10ms"),
                Arguments.of("deduplicate.expiry = never", "deduplicate.expiry is never"),
                Arguments.of("context.expiry = long", "context.expiry is long"),
                Arguments.of("reply.wait = later", "reply.wait is later"),
                Arguments.of("throttle.in-progress = 0", "throttle.in-progress is 0"),
                Arguments.of("agents.weather.kin = uri", "there is no setting agents.weather.kin"));
    }

    /** With an agent behind HTTP in the line before. */
    static Stream<Arguments> misplacedSettings() {
        return Stream.of(
                Arguments.of("agents.words.broker = amqp://b", "is only for kind = uri with amqp: or kafka:"),
                Arguments.of("agents.words.reply-to = answers", "is only for kind = uri with kafka:"),
                Arguments.of("agents.words.model = gemini-2.5-flash", "is only for kind = gemini"),
                Arguments.of("agents.words.token = secret", "is only for kind = a2a"));
    }

    @ParameterizedTest
    @MethodSource("misplacedSettings")
    void validateSaysWhichSettingIsOfAnotherKindOfAgent(String line, String said) throws IOException {
        Path file = folder.resolve("application.properties");
        Files.write(
                file,
                List.of("agents.words.kind = uri", "agents.words.uri = http://127.0.0.1:1", line),
                StandardOpenOption.APPEND);

        assertThat(execute("validate", "--folder", folder.toString())).isEqualTo(2);

        int number = Files.readAllLines(file).size();
        assertThat(err.toString())
                .startsWith("application.properties:" + number + ": " + line.split(" ", 2)[0] + " " + said)
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void validateSaysWhichSettingIsWrongAndInWhichLine(String line, String said) throws IOException {
        Path file = folder.resolve("application.properties");
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
        String key = line.split(" ", 2)[0];
        lines.removeIf(known -> known.startsWith(key + " "));
        lines.add(line);
        Files.write(file, lines);

        assertThat(execute("validate", "--folder", folder.toString())).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("application.properties:" + lines.size() + ": ")
                .contains(said);
    }

    static Stream<Arguments> wrongRoutes() {
        return Stream.of(
                Arguments.of("description: Zzz", "descripsion: Zzz", 2, "Unsupported field: descripsion"),
                Arguments.of("- to:", "- too:", 10, "Unknown node id: too"),
                Arguments.of(
                        "uri: log:x", "uri: bean:nobody", 11, "No bean could be found in the registry for: nobody"),
                Arguments.of("uri: log:x", "uri: nothing:x", 11, "nothing"),
                Arguments.of("uri: log:x", "uri: [", 12, "expected the node content"),
                Arguments.of("description: Zzz", "note: timout = 5s", 2, "has the key timout, but there are only"));
    }

    @ParameterizedTest
    @MethodSource("wrongRoutes")
    void validateSaysWhatIsWrongWithARouteAndInWhichLine(String right, String wrong, int line, String said)
            throws IOException {
        String route = """
                - route:
                    id: agent-broken
                    group: agents
                    description: Zzz
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:agent-broken
                      steps:
                        - to:
                            uri: log:x
                """;
        Files.writeString(folder.resolve("routes/agents/broken.camel.yaml"), route.replace(right, wrong));

        assertThat(execute("validate", "--folder", folder.toString())).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("routes/agents/broken.camel.yaml:" + line + ": ")
                .contains(said);
    }

    @Test
    void planShowsTheWavesAndCallsNobody() {
        int code = execute(
                "plan", "--folder", folder.toString(), "I want to sell my 2020 Toyota Camry; when could I come in?");

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains(
                        "planned by match, within 5m",
                        "wave 1",
                        "vehicle-intake  within 10s, up to 3 attempts, cost not known: no model of Drover's",
                        "calendar",
                        "in all: not known of vehicle-intake, calendar");
    }

    @Test
    void planSaysWhatIsWrongLikeValidate() throws IOException {
        Path route = folder.resolve("routes/agents/calendar.camel.yaml");
        Files.writeString(route, Files.readString(route).replace("- to:", "- too:"));

        assertThat(execute("plan", "--folder", folder.toString(), "When could I come in?"))
                .isEqualTo(2);

        assertThat(err.toString())
                .startsWith("routes/agents/calendar.camel.yaml:")
                .doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void askingWhereNobodyListensSaysSo() {
        assertThat(execute("tasks", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing answers at http://127.0.0.1:1");
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of("run", "validate", "plan", "tasks", "task", "tail", "remove", "dead-letters")) {
            assertThat(execute(command, "--help")).isZero();
        }
        assertThat(execute("--help")).isZero();
        assertThat(execute("fly")).isEqualTo(2);
    }

    private int execute(String... arguments) {
        return Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
