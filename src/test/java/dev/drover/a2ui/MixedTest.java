package dev.drover.a2ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixedTest {
    @Test
    void whatIsBetweenTheTagsIsNoText() {
        assertThat(Mixed.of("Fill this in: <a2ui-json>[1]</a2ui-json> Or call us.\n<a2ui-json>\n[2]\n</a2ui-json>"))
                .isEqualTo(new Mixed("Fill this in:\n\nOr call us.", List.of("[1]", "[2]")));
    }

    @Test
    void textAloneStaysAsItIs() {
        assertThat(Mixed.of("Just [text].")).isEqualTo(new Mixed("Just [text].", List.of()));
    }

    @Test
    void aBlockThatDoesNotEndIsABlock() {
        assertThat(Mixed.of("a <a2ui-json>[1")).isEqualTo(new Mixed("a", List.of("[1")));
    }

    @Test
    void aFenceInsideIsTakenOff() {
        assertThat(Mixed.of("<a2ui-json>\n```json\n[1]\n```\n</a2ui-json>")).isEqualTo(new Mixed("", List.of("[1]")));
    }
}
