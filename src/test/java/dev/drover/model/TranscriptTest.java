package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final Transcript transcript = new Transcript();
    private final ToolCall first = new ToolCall("1", "find", Map.of(), null);
    private final ToolCall second = new ToolCall("2", "find", Map.of(), null);
    private final Turn.OfModel asking = new Turn.OfModel("", List.of(first, second));

    @Test
    void whatHasGivenNothingIsPending() {
        transcript.said(asking);
        transcript.gave(ToolResult.of(second, "b"));

        assertThat(transcript.pending()).containsExactly(first);
        assertThat(transcript.turns()).isEmpty();
    }

    @Test
    void resultsStandInTheOrderOfTheirCalls() {
        transcript.said(asking);
        transcript.gave(ToolResult.of(second, "b"));
        transcript.gave(ToolResult.of(first, "a"));

        assertThat(transcript.turns())
                .containsExactly(
                        asking, new Turn.OfTools(List.of(ToolResult.of(first, "a"), ToolResult.of(second, "b"))));
    }

    @Test
    void theSameIdInALaterTurnIsAnotherCall() {
        Turn.OfModel again = new Turn.OfModel("", List.of(first));
        transcript.said(new Turn.OfModel("", List.of(first)));
        transcript.gave(ToolResult.of(first, "a"));
        transcript.said(again);

        assertThat(transcript.pending()).containsExactly(first);
        assertThat(transcript.models()).isEqualTo(2);
        assertThat(transcript.calls()).isEqualTo(2);
    }

    @Test
    void aToolThatAnswersTwiceHasAnsweredOnce() {
        transcript.said(new Turn.OfModel("", List.of(first)));
        transcript.gave(ToolResult.of(first, "a"));
        transcript.gave(ToolResult.of(first, "b"));

        assertThat(transcript.turns().getLast()).isEqualTo(new Turn.OfTools(List.of(ToolResult.of(first, "a"))));
    }

    @Test
    void aTurnThatCallsNothingLeavesNoTrace() {
        transcript.said(new Turn.OfModel("done", List.of()));

        assertThat(transcript.turns()).isEmpty();
        assertThat(transcript.models()).isZero();
    }
}
