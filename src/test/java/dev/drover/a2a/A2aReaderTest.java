package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Bytes;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Cursor;
import dev.drover.task.Query;
import dev.drover.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class A2aReaderTest {
    private static final String MESSAGE = "{\"messageId\":\"m\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hi\"}]}";

    private final A2aReader reader = new A2aReader(() -> Set.of("https://one.example/v1", "https://two.example/v1"));

    @Test
    void readsASendWithEverythingInIt() {
        String params = """
            {"tenant":"","message":{"messageId":"m","contextId":"c","taskId":"t","role":"ROLE_USER","kind":"message",
             "parts":[{"text":"hi","mediaType":"text/plain","metadata":{"a":[1,null,{"bC":2.5}]},"unknown":1},
              {"raw":"+/8=","filename":"f"},{"url":"https://x.example/f"},{"data":{"snake_case":null}},{"data":null}],
             "metadata":{"agents":["a"]},"extensions":["e"],"referenceTaskIds":["r"],"tckUnknownField":{}},
             "configuration":{"acceptedOutputModes":["text/plain"],"historyLength":"3","returnImmediately":true},
             "metadata":{}}\
            """;

        Call call = reader.read(Requests.rpc("SendMessage", params)).call();

        Map<String, Object> partMetadata = new HashMap<>();
        partMetadata.put("a", Arrays.asList(1L, null, Map.of("bC", 2.5)));
        Map<String, Object> data = new HashMap<>();
        data.put("snake_case", null);
        Message message = new Message(
                "m",
                Role.USER,
                List.of(
                        new Part(new Part.Content.Text("hi"), null, "text/plain", partMetadata),
                        Part.file(new byte[] {-5, -1}, "f", null),
                        Part.link("https://x.example/f", null, null),
                        Part.data(data),
                        Part.data(null)),
                "c",
                "t",
                Map.of("agents", List.of("a")),
                List.of("e"),
                List.of("r"));
        assertThat(call).isEqualTo(new Call.Send(message, false, true, 3, List.of("text/plain")));
    }

    @Test
    void readsTheNamesOfTheProtoAsWell() {
        String params = """
            {"message":{"message_id":"m","context_id":"c","task_id":"t","role":"ROLE_USER","reference_task_ids":["r"],
             "parts":[{"data":{"media_type":"kept"},"media_type":"application/x"}]},
             "configuration":{"accepted_output_modes":["a/b"],"history_length":0,"return_immediately":true}}\
            """;

        Call call = reader.read(Requests.rpc("SendStreamingMessage", params)).call();

        assertThat(call).isInstanceOfSatisfying(Call.Send.class, send -> {
            assertThat(send.message().id()).isEqualTo("m");
            assertThat(send.message().contextId()).isEqualTo("c");
            assertThat(send.message().taskId()).isEqualTo("t");
            assertThat(send.message().referenceTaskIds()).containsExactly("r");
            assertThat(send.message().parts().getFirst().mediaType()).isEqualTo("application/x");
            assertThat(send.message().data()).containsOnlyKeys("media_type");
            assertThat(send.acceptedOutputModes()).containsExactly("a/b");
            assertThat(send.historyLength()).isZero();
            assertThat(send.returnImmediately()).isTrue();
            assertThat(send.streaming()).isTrue();
        });
    }

    @Test
    void takesNullForAbsent() {
        String params = """
            {"tenant":null,"configuration":null,"metadata":null,"message":{"messageId":"m","role":"ROLE_USER",
             "parts":[{"text":"hi","raw":null,"data":null,"metadata":null,"filename":null}],"taskId":null,
             "extensions":null,"metadata":null}}\
            """;

        Call call = reader.read(Requests.post("/message:send", params)).call();

        Message message = Message.of("m", Role.USER, List.of(Part.text("hi")));
        assertThat(call).isEqualTo(new Call.Send(message, false, false, null, List.of()));
    }

    @Test
    void takesBase64InBothAlphabetsWithAndWithoutPadding() {
        for (String raw : List.of("-_8=", "-_8", "+/8=", "+/8")) {
            String message = MESSAGE.replace("\"text\":\"hi\"", "\"raw\":\"" + raw + "\"");

            Call call = reader.read(Requests.post("/message:send", "{\"message\":" + message + "}"))
                    .call();

            assertThat(((Call.Send) call).message().parts().getFirst().content())
                    .isEqualTo(new Part.Content.Raw(Bytes.of(new byte[] {-5, -1})));
        }
    }

    @Test
    void pairsSurrogatesThatCameEscaped() {
        String body = "{\"message\":" + MESSAGE.replace("hi", "\\ud83d\\uDE00") + "}";

        Call call = reader.read(Requests.post("/message:send", body)).call();

        assertThat(((Call.Send) call).message().text()).isEqualTo("\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "///", ""})
    void takesJsonRpcWithAnyNumberOfSlashes(String path) {
        HttpRequest request = Requests.post(
                path, "{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"\",\"method\":\"GetTask\",\"params\":{\"id\":\"t\"}}");

        Reading reading = reader.read(request);

        assertThat(reading.call()).isEqualTo(new Call.GetTask("t", null));
        assertThat(reading.to())
                .isEqualTo(new Return(Binding.JSON_RPC, Operation.GET_TASK, "\"a\\\"\"", false, List.of()));
    }

    @Test
    void takesARequestWithoutAnId() {
        String body = "{\"jsonrpc\":\"2.0\",\"method\":\"GetTask\",\"params\":{\"id\":\"t\"}}";

        assertThat(reader.read(Requests.post("/", body)).call()).isEqualTo(new Call.GetTask("t", null));
    }

    @Test
    void readsEveryLookUpFromItsPath() {
        assertThat(get("/tasks/t?historyLength=2")).isEqualTo(new Call.GetTask("t", 2));
        assertThat(get("/tasks/t%20%C3%BC?history_length=0")).isEqualTo(new Call.GetTask("t \u00fc", 0));
        assertThat(get("/tasks/t:subscribe")).isEqualTo(new Call.Subscribe("t", null));
        assertThat(get("/tasks/t%3Asubscribe")).isEqualTo(new Call.Subscribe("t", null));
        assertThat(get("//tasks/t")).isEqualTo(new Call.GetTask("t", null));
        assertThat(get("/tasks/tasks")).isEqualTo(new Call.GetTask("tasks", null));
        assertThat(post("/tasks/t:cancel", "")).isEqualTo(new Call.CancelTask("t"));
        assertThat(post("/tasks/t%3acancel", "{\"id\":\"t\",\"metadata\":{}}")).isEqualTo(new Call.CancelTask("t"));
        assertThat(post("/tasks/t:subscribe", "")).isEqualTo(new Call.Subscribe("t", null));
    }

    @Test
    void readsAnEmptyBodyWithoutAContentType() {
        HttpRequest request = Requests.request("POST", "/tasks/t:cancel", Map.of("A2A-Version", "1.0"), new byte[0]);

        assertThat(reader.read(request).call()).isEqualTo(new Call.CancelTask("t"));
    }

    @Test
    void resumesAStreamBehindTheLastEvent() {
        Map<String, String> headers = Map.of("A2A-Version", "1.0", "Last-Event-ID", "17");

        HttpRequest request = Requests.request("GET", "/tasks/t:subscribe", headers, new byte[0]);

        assertThat(reader.read(request).call()).isEqualTo(new Call.Subscribe("t", 17L));
    }

    @Test
    void readsAListInBothBindings() {
        Cursor cursor = new Cursor(Instant.parse("2025-01-02T03:04:05.123456789Z"), "t.9");
        String token = PageToken.write(cursor);
        Call expected = new Call.ListTasks(
                new Query("c", TaskState.INPUT_REQUIRED, Instant.parse("2025-01-01T00:00:00Z"), 7, cursor), 1, true);

        Call rest = get("/tasks?contextId=c&status=TASK_STATE_INPUT_REQUIRED&pageSize=7&historyLength=1"
                + "&includeArtifacts=true&statusTimestampAfter=2025-01-01T00%3A00%3A00Z&pageToken=" + token);
        Call rpc = reader.read(Requests.rpc(
                        "ListTasks",
                        "{\"context_id\":\"c\",\"status\":\"TASK_STATE_INPUT_REQUIRED\",\"page_size\":7,\"historyLength\":1,"
                                + "\"include_artifacts\":true,\"statusTimestampAfter\":\"2025-01-01T02:00:00+02:00\","
                                + "\"pageToken\":\"" + token + "\"}"))
                .call();

        assertThat(rest).isEqualTo(expected);
        assertThat(rpc).isEqualTo(expected);
    }

    @Test
    void listsFiftyTasksUnlessAskedOtherwise() {
        Call expected = new Call.ListTasks(new Query(null, null, null, 50, null), null, false);

        assertThat(get("/tasks")).isEqualTo(expected);
        assertThat(get("/tasks?pageToken=&contextId=&unknown=1&&=")).isEqualTo(expected);
        assertThat(reader.read(Requests.rpc("ListTasks", "{\"pageToken\":\"\"}"))
                        .call())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.0.7", " 1.0 "})
    void servesTheVersionWhateverItsPatch(String version) {
        HttpRequest request = Requests.request("GET", "/tasks/t", Map.of("A2A-Version", version), new byte[0]);

        assertThat(reader.read(request).call()).isEqualTo(new Call.GetTask("t", null));
    }

    @Test
    void takesTheVersionFromTheQueryUnlessAHeaderNamesIt() {
        assertThat(reader.read(Requests.request("GET", "/tasks/t?A2A-Version=1.0", Map.of(), new byte[0]))
                        .call())
                .isEqualTo(new Call.GetTask("t", null));
        assertThat(get("/tasks/t?A2A-Version=9.9")).isEqualTo(new Call.GetTask("t", null));
    }

    @Test
    void readsTheCardWithNoVersion() {
        Map<String, String> headers = Map.of("If-None-Match", "\"x\"", "If-Modified-Since", "yesterday");

        Reading reading = reader.read(Requests.request("HEAD", "/.well-known/agent-card.json", headers, new byte[0]));

        assertThat(reading.call()).isEqualTo(new Call.AgentCard("\"x\"", "yesterday"));
        assertThat(reading.to().open()).isTrue();
    }

    @Test
    void knowsTheWayBackFromTheHeadAlone() {
        Map<String, String> headers = Map.of(
                "Accept",
                "text/html, application/A2A+json;q=0.9",
                "A2A-Extensions",
                "https://two.example/v1,https://three.example/v1",
                "X-A2A-Extensions",
                " https://one.example/v1 ");
        byte[] broken = "{".getBytes(StandardCharsets.UTF_8);

        Return to = reader.returnTo(Requests.request("POST", "/message:send", headers, broken));

        assertThat(to)
                .isEqualTo(new Return(
                        Binding.HTTP_JSON,
                        Operation.SEND_MESSAGE,
                        null,
                        true,
                        List.of("https://two.example/v1", "https://one.example/v1")));
    }

    private Call get(String path) {
        return reader.read(Requests.get(path)).call();
    }

    private Call post(String path, String body) {
        return reader.read(Requests.post(path, body)).call();
    }
}
