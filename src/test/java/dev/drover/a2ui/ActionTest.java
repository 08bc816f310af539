package dev.drover.a2ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionTest {
    private static final Map<String, Object> PRESSED =
            Map.of("name", "book_appointment", "surfaceId", "s", "context", Map.of("book", "2026-11-25T10:30"));

    @ParameterizedTest
    @ValueSource(strings = {"application/a2ui+json", "application/json+a2ui"})
    void isFoundInBothVersionsUnderBothMarks(String mark) {
        Object newer = List.of(Map.of("version", "v0.9", "action", PRESSED));
        Object older = Map.of("userAction", PRESSED);

        for (Object data : List.of(newer, older)) {
            assertThat(Action.in(message(data, Map.of("mimeType", mark))))
                    .contains(new Action("book_appointment", Map.of("book", "2026-11-25T10:30")));
        }
    }

    @Test
    void isTextAndData() {
        Action action = new Action("book_appointment", Map.of("book", "2026-11-25T10:30"));

        assertThat(action.text()).isEqualTo("book appointment: book = 2026-11-25T10:30");
        assertThat(action.data()).isEqualTo(Map.of("book", "2026-11-25T10:30", "action", "book_appointment"));
    }

    @Test
    void aChoiceOfOneThingIsThatThing() {
        Map<String, Object> pressed =
                Map.of("name", "value", "context", Map.of("condition", List.of("good"), "extras", List.of("a", "b")));

        assertThat(Action.in(marked(Map.of("userAction", pressed)))
                        .orElseThrow()
                        .context())
                .isEqualTo(Map.of("condition", "good", "extras", List.of("a", "b")));
    }

    @Test
    void aMessageWithoutTextIsGivenOneAndAnyOtherStaysAsItIs() {
        Message silent = marked(Map.of("userAction", PRESSED));
        Message spoken =
                silent.with(List.of(Part.text("this one"), silent.parts().getFirst()));

        assertThat(Action.spoken(silent).parts())
                .containsExactly(
                        Part.text("book appointment: book = 2026-11-25T10:30"),
                        silent.parts().getFirst());
        assertThat(Action.spoken(spoken)).isEqualTo(spoken);
    }

    @Test
    void otherDataIsNoAction() {
        assertThat(Action.in(message(Map.of("userAction", PRESSED), Map.of()))).isEmpty();
        assertThat(Action.in(marked(Map.of("error", Map.of("message", "no"))))).isEmpty();
        assertThat(Action.in(marked(Map.of("userAction", Map.of("name", ""))))).isEmpty();
        assertThat(Action.in(marked(Map.of("userAction", Map.of("name", "x".repeat(101))))))
                .isEmpty();
        assertThat(Action.in(marked(List.of(1, "two")))).isEmpty();
    }

    private static Message marked(Object data) {
        return message(data, Map.of("mimeType", "application/json+a2ui"));
    }

    private static Message message(Object data, Map<String, Object> metadata) {
        return Message.of("m", Role.USER, List.of(new Part(new Part.Content.Data(data), null, null, metadata)));
    }
}
