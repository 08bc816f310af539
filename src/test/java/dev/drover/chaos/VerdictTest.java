package dev.drover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chaos program finds what it looks for. */
class VerdictTest {
    private static final Plan PLAN = new Plan("redis", 1, 1, Duration.ofSeconds(1), List.of(), Duration.ZERO);
    private static final JsonNode ENDED = json(
            "{'status':{'state':'TASK_STATE_COMPLETED'},'artifacts':[{'artifactId':'ant.result','parts':[{'text':'a'}]}]}");

    private final Work work = new Work(new Client(List.of()));

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recorder.Call call(String id, String asked, String from, long at) {
        return new Recorder.Call(id.substring(0, id.lastIndexOf('/')), id, json(asked), from, at);
    }

    private Work.History history(JsonNode end) {
        Work.History history = new Work.History();
        history.end = end;
        work.histories.put("t1", history);
        return history;
    }

    private Verdict verdict(Recorder.Call... calls) {
        return new Verdict(PLAN, 1, work, List.of(calls), List.of());
    }

    @Test
    void findsNothingWhereAllIsWell() {
        history(ENDED);

        assertThat(verdict(call("t1/ant/1", "{}", "r1", 1), call("t1/ant/1", "{}", "r2", 2))
                        .fine())
                .isTrue();
    }

    @Test
    void findsATaskThatIsLost() {
        history(new ObjectMapper().missingNode());

        assertThat(verdict().toString()).contains("lost         1", "accepted and not ended: t1");
    }

    @Test
    void findsAMessageWithoutATask() {
        assertThat(verdict().toString()).contains("0 tasks for 1 messages");
    }

    @Test
    void findsADifferentSecondCall() {
        history(ENDED);

        assertThat(verdict(call("t1/ant/1", "{'text':'a'}", "r1", 1), call("t1/ant/1", "{'text':'b'}", "r2", 2))
                        .toString())
                .contains("a second different call for t1/ant: text");
        assertThat(verdict(call("t1/ant/1", "{}", "r1", 1), call("t1/ant/2", "{}", "r2", 2))
                        .fine())
                .isFalse();
    }

    @Test
    void findsAnArtifactThatIsThereTwice() {
        history(json("{'artifacts':[{'artifactId':'a','parts':[{}]},{'artifactId':'a','parts':[{}]}]}"));

        assertThat(verdict().toString()).contains("duplicated   1", "an artifact twice: t1");
    }

    @Test
    void findsStreamsThatDifferAndEventsThatComeTwice() {
        Work.History history = history(ENDED);
        history.streams.add(List.of(new Client.Seen(1, json("1")), new Client.Seen(2, json("2"))));
        history.streams.add(List.of(new Client.Seen(1, json("1")), new Client.Seen(1, json("1"))));

        assertThat(verdict().toString()).contains("streams differ: t1", "an event out of order or twice: t1");
    }

    @Test
    void tellsHowLongATakeoverTook() {
        history(ENDED);
        Recorder.Call lost = call("t1/ant/1", "{}", "r1", 0);
        Recorder.Call again = call("t1/ant/1", "{}", "r2", 3_000_000_000L);

        Verdict verdict =
                new Verdict(PLAN, 1, work, List.of(lost, again), List.of(new Havoc.Orphan(lost, 1_000_000_000L)));

        assertThat(verdict.takenOver()).isEqualTo(1);
        assertThat(verdict.takeover(0.95)).isEqualTo(Duration.ofSeconds(2));
    }
}
