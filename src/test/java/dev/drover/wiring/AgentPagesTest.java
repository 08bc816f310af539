package dev.drover.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drover.adapter.postgres.TestPostgres;
import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Ids;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/agents, as they stand on their pages; only addresses and secrets are the test's. */
class AgentPagesTest {
    private static final Pattern ROUTE = Pattern.compile("id: agent-([a-z-]+)");

    @TempDir
    static Path folder;

    private static final List<String> asked = new ArrayList<>();

    private static HttpServer service;
    private static LocalDrover far;
    private static LocalDrover drover;
    private static Process python;

    @BeforeAll
    static void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/quotes", exchange -> answer(exchange, "application/json", "{\"price\": 12.5}"));
        service.createContext("/soap", exchange -> answer(exchange, "text/xml; charset=utf-8", """
                        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
                        <rate xmlns="urn:rates"><value>1.16</value></rate></e:Body></e:Envelope>"""));
        service.start();
        String database = "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(blocks("database.md", "sql").getFirst());
            statement.execute("insert into car values ('Camry', 'blue', 16400, '2026-01-02T03:04:05Z'),"
                    + " ('Camry', 'red', 15900, null), ('Civic', 'grey', 9000, null)");
        }
        far = new LocalDrover(
                Map.of(
                        "server.port",
                        freePort(), // which its card names
                        "authenticate.keys.near.key",
                        "a-key-of-the-test"),
                Map.of());
        Map<String, String> settings = new HashMap<>();
        for (String page : List.of("database.md", "services.md", "files.md", "remote.md", "http.md")) {
            for (String block : blocks(page, "properties")) {
                Properties properties = new Properties();
                properties.load(new StringReader(block));
                properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
            }
            for (String block : blocks(page, "yaml")) {
                Matcher name = ROUTE.matcher(block);
                assertThat(name.find()).isTrue();
                Files.writeString(folder.resolve(name.group(1) + ".camel.yaml"), block);
            }
        }
        assertThat(settings).containsKeys("carrier.url", "rates.url", "notes.folder", "agents.weather.kind");
        settings.put("camel.beans.dealership.jdbcUrl", database);
        settings.put("camel.beans.dealership.username", "postgres");
        settings.put("camel.beans.dealership.password", "none is asked for");
        settings.put("carrier.url", url("/quotes"));
        settings.put("rates.url", url("/soap"));
        settings.put("notes.folder", folder.resolve("notes").toString());
        settings.put("agents.weather.url", "http://127.0.0.1:" + far.port());
        settings.put("agents.weather.key", "a-key-of-the-test");
        if (hasPython()) {
            settings.put("agents.forecast.uri", "http://127.0.0.1:" + startPython() + "/");
        }
        settings.put("routes.include", folder.toString());
        drover = new LocalDrover(settings, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        far.close();
        service.stop(0);
        if (python != null) {
            python.destroyForcibly().waitFor();
        }
    }

    /** The fenced blocks of this language on a page. */
    private static List<String> blocks(String page, String language) throws IOException {
        String text = Files.readString(Path.of("docs/agents").resolve(page));
        List<String> blocks = new ArrayList<>();
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "1").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String startPython() throws IOException {
        python = new ProcessBuilder("python3", "docs/agents/forecast.py", "0")
                .redirectErrorStream(true)
                .start();
        BufferedReader said = python.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        assertThat(line).startsWith("listening on ");
        return line.substring("listening on ".length());
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + service.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Task send(String agent, Part part) {
        Message message = new Message(
                Ids.next(),
                Role.USER,
                List.of(part),
                null,
                null,
                Map.of("agents", List.of(agent)),
                List.of(),
                List.of());
        return drover.request(message, Entry.Wait.END);
    }

    private static List<Part> artifact(Task task) {
        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        return task.artifacts().getFirst().artifact().parts();
    }

    @Test
    void anAgentReadsADatabaseAndWhatCallersSayIsAParameter() {
        Task task = send("stock", Part.data(Map.of("model", "Camry")));

        assertThat(artifact(task).getFirst().content().toString())
                .contains("{colour=red, price=15900, since=null}, {colour=blue, price=16400, since=2026-01-02 ");
        assertThat(task.artifacts().getFirst().artifact().name()).isEqualTo("Cars in stock");
        assertThat(artifact(send("stock", Part.data(Map.of("model", "' or '1' = '1")))))
                .containsExactly(Part.data(List.of()));
        assertThat(send("stock", Part.text("Which cars?")).state()).isEqualTo(TaskState.INPUT_REQUIRED);
    }

    @Test
    void anAgentCallsARestService() {
        Task task = send("quote", Part.data(Map.of("grams", 500)));

        assertThat(artifact(task)).containsExactly(Part.data(Map.of("price", 12.5)));
        assertThat(asked).contains("application/json {\"grams\":500}");
    }

    @Test
    void anAgentCallsASoapService() {
        Task task = send("rate", Part.text("EUR"));

        assertThat(artifact(task)).containsExactly(Part.text("1.16"));
        assertThat(asked)
                .anyMatch(request -> request.startsWith("text/xml; charset=utf-8 <soap:Envelope")
                        && request.contains("<currency>EUR</currency>"));
        assertThat(send("rate", Part.text("<EUR/>")).state()).isEqualTo(TaskState.INPUT_REQUIRED);
    }

    @Test
    void anAgentWritesAFile() {
        Task task = send("note", Part.text("the blue Camry is sold"));

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.status().message().text()).isEqualTo("kept as " + task.id() + ".txt");
        assertThat(folder.resolve("notes").resolve(task.id() + ".txt")).hasContent("the blue Camry is sold");
    }

    @Test
    void anAgentSpeaksA2a() {
        Task task = send("weather", Part.text("When could I come in?"));

        assertThat(artifact(task).getFirst().content().toString()).contains("You could come in");
    }

    @Test
    void anAgentInPythonSpeaksPlainHttp() {
        Assumptions.assumeTrue(python != null, "python3 is not installed: the sample agent is not run");

        Task asks = send("forecast", Part.text("What is the weather in Paris?"));
        Task answered =
                drover.request(LocalDrover.message("Then in Oslo").in(asks.contextId(), asks.id()), Entry.Wait.END);

        assertThat(asks.status().message().text()).isEqualTo("I know Rome and Oslo. Which town?");
        assertThat(artifact(answered))
                .containsExactly(Part.text("4 degrees in Oslo"), Part.data(Map.of("town", "Oslo", "degrees", 4L)));
    }
}
