package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Cursor;
import dev.drover.task.Page;
import dev.drover.task.Query;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class A2aWriterTest {
    private static final Return RPC = new Return(Binding.JSON_RPC, Operation.GET_TASK, "7", false, List.of());
    private static final Return REST = new Return(Binding.HTTP_JSON, Operation.GET_TASK, null, false, List.of());

    private final A2aWriter writer = new A2aWriter();

    @Test
    void writesATaskBareForAGet() {
        HttpAnswer answer = writer.task(REST, Tasks.completed(), null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
        assertThat(text(answer.body()))
                .isEqualTo(Requests.text("{'id':'t','contextId':'c','status':{'state':'TASK_STATE_COMPLETED','message':"
                        + "{'messageId':'p3','contextId':'c','taskId':'t','role':'ROLE_AGENT','parts':[{'text':'done'}]},"
                        + "'timestamp':'2025-10-28T10:30:00.005Z'},"
                        + "'artifacts':[{'artifactId':'a','name':'name','description':'text','parts':[{'data':{'k':1}}],"
                        + "'metadata':{'x':true},'extensions':['e']}],"
                        + "'history':[{'messageId':'m','contextId':'c','taskId':'t','role':'ROLE_USER','parts':[{'text':'hi'}]},"
                        + "{'messageId':'p1','contextId':'c','taskId':'t','role':'ROLE_AGENT','parts':[{'text':'one'}]},"
                        + "{'messageId':'p2','contextId':'c','taskId':'t','role':'ROLE_AGENT','parts':[{'text':'two'}]}],"
                        + "'metadata':{'drover':{'partial':false}}}"));
    }

    @Test
    void leavesOutWhatIsEmpty() {
        String task = text(writer.task(REST, Tasks.submitted(), 0).body());

        assertThat(task)
                .isEqualTo(Requests.text("{'id':'t','contextId':'c',"
                        + "'status':{'state':'TASK_STATE_SUBMITTED','timestamp':'2025-10-28T10:30:00.005Z'}}"));
    }

    @Test
    void wrapsTheTaskOfASend() {
        Return rpc = RPC.withOperation(Operation.SEND_MESSAGE);

        String answer = text(writer.task(rpc, Tasks.submitted(), 0).body());

        assertThat(answer).startsWith(Requests.text("{'jsonrpc':'2.0','id':7,'result':{'task':{'id':'t',"));
        assertThat(Requests.json(writer.task(REST.withOperation(Operation.SEND_MESSAGE), Tasks.submitted(), 0)
                                .body())
                        .at("/task/id")
                        .asText())
                .isEqualTo("t");
    }

    @Test
    void givesTheLatestMessagesOnly() {
        assertThat(history(0)).isEmpty();
        assertThat(history(1)).containsExactly("p2");
        assertThat(history(2)).containsExactly("p1", "p2");
        assertThat(history(3)).containsExactly("m", "p1", "p2");
        assertThat(history(9999)).containsExactly("m", "p1", "p2");
    }

    @Test
    void writesAMessageInPlaceOfATask() {
        Message message = Tasks.said("m", Role.AGENT, "hi").in("c", null);

        assertThat(text(writer.message(RPC, message).body()))
                .isEqualTo(Requests.text("{'jsonrpc':'2.0','id':7,'result':{'message':{'messageId':'m','contextId':'c',"
                        + "'role':'ROLE_AGENT','parts':[{'text':'hi'}]}}}"));
        assertThat(writer.messageFrame(REST, message))
                .isEqualTo(writer.message(REST, message).body());
    }

    @Test
    void writesEveryKindOfPart() {
        List<Part> parts = List.of(
                Part.file(new byte[] {-5, -1}, "f", "a/b"),
                Part.link("https://x.example/?a=b&c=<d>", null, null),
                Part.data(null),
                Part.data(Arrays.asList(
                        1, 2L, 1.5, 2.5f, true, null, BigInteger.TWO.pow(70), new BigDecimal("1.10"), (short) 3)));

        String message = text(writer.messageFrame(REST, Message.of("m", Role.AGENT, parts)));

        assertThat(message)
                .contains(Requests.text("'parts':[{'raw':'+/8=','filename':'f','mediaType':'a/b'},"
                        + "{'url':'https://x.example/?a=b&c=<d>'},{'data':null},"
                        + "{'data':[1,2,1.5,2.5,true,null,1180591620717411303424,1.10,3]}]"));
    }

    @Test
    void writesWhateverAgentsLeaveInTheirData() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("half \uD83D", "\uDE00 half");
        data.put("nan", Double.NaN);
        data.put("time", Tasks.AT);
        data.put("word", Binding.JSON_RPC);

        JsonNode part = Requests.json(writer.messageFrame(RPC, Message.of("m", Role.AGENT, List.of(Part.data(data)))))
                .at("/result/message/parts/0/data");

        assertThat(part.get("half \uFFFD").asText()).isEqualTo("\uFFFD half");
        assertThat(part.get("nan").asText()).isEqualTo("NaN");
        assertThat(part.get("time").asText()).isEqualTo(Tasks.AT.toString());
        assertThat(part.get("word").asText()).isEqualTo("JSON_RPC");
    }

    @Test
    void writesAPageWithoutArtifactsUnlessAsked() {
        Cursor next = new Cursor(Tasks.AT, "t");
        Query query = new Query(null, null, null, 2, null);
        Page page = new Page(List.of(Tasks.completed()), next, 9);

        JsonNode bare = Requests.json(
                writer.page(REST, page, new Call.ListTasks(query, 1, false)).body());
        JsonNode whole = Requests.json(
                writer.page(REST, page, new Call.ListTasks(query, null, true)).body());

        assertThat(bare.at("/tasks/0").has("artifacts")).isFalse();
        assertThat(bare.at("/tasks/0/history")).hasSize(1);
        assertThat(whole.at("/tasks/0/artifacts")).hasSize(1);
        assertThat(PageToken.read(bare.get("nextPageToken").asText())).isEqualTo(next);
        assertThat(bare.get("pageSize").asInt()).isEqualTo(2);
        assertThat(bare.get("totalSize").asInt()).isEqualTo(9);
    }

    @Test
    void endsTheLastPageWithAnEmptyToken() {
        Call.ListTasks call = new Call.ListTasks(new Query(null, null, null, 50, null), null, false);

        assertThat(text(writer.page(RPC, new Page(List.of(), null, 0), call).body()))
                .isEqualTo(Requests.text("{'jsonrpc':'2.0','id':7,'result':"
                        + "{'tasks':[],'nextPageToken':'','pageSize':50,'totalSize':0}}"));
    }

    @Test
    void answersInTheMediaTypeThatTheClientAccepts() {
        Return rest = new Return(Binding.HTTP_JSON, Operation.GET_TASK, null, true, List.of("e", "f"));
        Return rpc = new Return(Binding.JSON_RPC, Operation.GET_TASK, null, true, List.of());

        assertThat(writer.task(rest, Tasks.submitted(), 0).headers())
                .isEqualTo(Map.of("Content-Type", "application/a2a+json", "A2A-Extensions", "e, f"));
        assertThat(writer.failure(rest).headers()).containsEntry("Content-Type", "application/a2a+json");
        assertThat(writer.task(rpc, Tasks.submitted(), 0).headers())
                .isEqualTo(Map.of("Content-Type", "application/json"));
        assertThat(writer.streamHeaders(rest))
                .isEqualTo(Map.of(
                        "Content-Type", "text/event-stream", "Cache-Control", "no-cache", "A2A-Extensions", "e, f"));
    }

    @Test
    void startsAStreamWithTheTask() {
        Return rest = REST.withOperation(Operation.SUBSCRIBE_TO_TASK);

        JsonNode frame = Requests.json(writer.taskFrame(rest, Tasks.completed(), 1));

        assertThat(frame.at("/task/history")).hasSize(1);
        assertThat(text(writer.taskFrame(RPC, Tasks.completed(), null))).doesNotContain("\n");
    }

    private List<String> history(int length) {
        JsonNode history = Requests.json(
                        writer.task(REST, Tasks.completed(), length).body())
                .get("history");
        List<String> ids = new ArrayList<>();
        if (history != null) {
            history.forEach(message -> ids.add(message.get("messageId").asText()));
        }
        return ids;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
