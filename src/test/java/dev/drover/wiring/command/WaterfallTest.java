package dev.drover.wiring.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class WaterfallTest {
    @Test
    void aStepBeginsWhenThoseBeforeItHaveReplied() throws Exception {
        String events = """
                [{"at":"2026-01-01T00:00:00Z","type":"opened"},
                 {"at":"2026-01-01T00:00:00Z","type":"planned","step":"a","agent":"a","after":[]},
                 {"at":"2026-01-01T00:00:00Z","type":"planned","step":"b-2","agent":"b","after":["a"]},
                 {"at":"2026-01-01T00:00:00Z","type":"planned","step":"c","agent":"c","after":["b-2"]},
                 {"at":"2026-01-01T00:00:01Z","type":"replied","step":"a","result":"answered"},
                 {"at":"2026-01-01T00:00:03Z","type":"replied","step":"b-2","result":"timed-out"},
                 {"at":"2026-01-01T00:00:04Z","type":"progress","step":"c"}]
                """;

        assertThat(new Waterfall(new ObjectMapper().readTree(events)).lines())
                .containsExactly(
                        "  a |==========                               | 1000 ms  answered",
                        "b-2 |          ====================           | 2000 ms  timed-out  by b",
                        "  c |                              ========== | 1000 ms  no reply");
    }
}
