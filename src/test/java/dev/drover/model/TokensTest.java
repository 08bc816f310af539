package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final ModelSettings SETTINGS = new ModelSettings("m", null, 500, null, Map.of());

    @Test
    void aCallTakesNoMoreThanAByteATokenAndAllTheOutputThatItMay() {
        Usage most = Tokens.most(new Prompt(SETTINGS, "Be brief.", List.of(Turn.user("häuser")), List.of()));

        assertThat(most).isEqualTo(new Usage(9 + 7, 0, 500, 0));
    }

    @Test
    void structuredValuesCountMoreThanTheirJson() {
        Turn.OfUser asked = new Turn.OfUser(List.of(Part.data(Map.of("a", "", "b", List.of("c", "d")))));
        int json = "{\"a\":\"\",\"b\":[\"c\",\"d\"]}".length();

        assertThat(Tokens.most(new Prompt(SETTINGS, "", List.of(asked), List.of()))
                        .prompt())
                .isGreaterThanOrEqualTo(json);
    }

    @Test
    void aSmallFileCountsAsMuchAsTheServiceCountsAtLeast() {
        Turn.OfUser asked = new Turn.OfUser(List.of(Part.file(new byte[10], "a.png", "image/png")));

        assertThat(Tokens.most(new Prompt(SETTINGS, "", List.of(asked), List.of()))
                        .prompt())
                .isEqualTo(268);
    }

    @Test
    void toolsAndWhatTheyGaveCountToo() {
        ToolCall call = new ToolCall("1", "find", Map.of("name", "x"), null);
        List<Turn> turns = List.of(
                Turn.user("go"),
                new Turn.OfModel("", List.of(call)),
                new Turn.OfTools(List.of(ToolResult.of(call, "y".repeat(1000)))));
        Tool tool = new Tool("find", "z".repeat(1000), Map.of());

        assertThat(Tokens.most(new Prompt(SETTINGS, "", turns, List.of(tool))).prompt())
                .isGreaterThan(4000);
    }
}
