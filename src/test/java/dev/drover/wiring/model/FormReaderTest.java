package dev.drover.wiring.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.a2ui.Component;
import dev.drover.a2ui.Component.Bound;
import dev.drover.a2ui.Surface;
import dev.drover.a2ui.Version;
import dev.drover.adapter.jsonschema.JsonSchemas;
import dev.drover.message.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {
    private final FormReader reader = new FormReader(new JsonSchemas());

    @ParameterizedTest
    @EnumSource
    void whatIsDrawnHereFollowsWhatModelsHaveToFollow(Version version) {
        Surface surface = new Surface(
                "s",
                new Component.Card(new Component.Column(List.of(
                        Component.title("Title"),
                        Component.text("Text"),
                        Component.caption("Caption"),
                        new Component.Field("Name", "/name"),
                        new Component.Choice("Condition", "/condition", Map.of("good", "Good")),
                        new Component.Button("Send", "send", Map.of("name", new Bound("/name"), "id", "7"))))),
                Map.of("name", "", "condition", List.of("good"), "number", 1, "truth", true));

        FormReader.Said said =
                reader.read(version, "Here: <a2ui-json>" + Json.write(messages(surface, version)) + "</a2ui-json>");

        assertThat(said.violations()).isEmpty();
        assertThat(said.text()).isEqualTo("Here:");
        assertThat(said.forms()).isEqualTo(surface.parts(version));
    }

    @ParameterizedTest
    @EnumSource
    void theExampleThatModelsAreGivenIsRight(Version version) {
        String instruction = reader.instruction(version);

        FormReader.Said said = reader.read(version, instruction.substring(instruction.indexOf("For example:")));

        assertThat(said.violations()).isEmpty();
        assertThat(said.forms()).isNotEmpty();
        assertThat(instruction).contains("\"$defs\"");
    }

    @Test
    void whatIsWrongIsSaidSoThatAModelCanUseIt() {
        String form = """
                <a2ui-json>[{"version": "v0.9", "updateComponents": {"surfaceId": "s", "components": [
                    {"id": "root", "component": "Column", "children": ["a", "gone"]},
                    {"id": "a", "component": "Text", "text": "x"}, {"id": "a", "component": "Text", "text": "y"}]}}]</a2ui-json>""";

        assertThat(reader.read(Version.V0_9, "t " + form).violations())
                .containsExactly("surface s has two components with the id a", "surface s has no component gone");
        assertThat(reader.read(Version.V0_9, form.replace("\"text\"", "\"txt\""))
                        .violations())
                .anySatisfy(fault -> assertThat(fault).contains("text", "required"));
        assertThat(reader.read(Version.V0_9, form.replace("\"root\"", "\"top\""))
                        .violations())
                .contains("surface s has no component with the id root");
        assertThat(reader.read(Version.V0_8, form).violations()).isNotEmpty();
        assertThat(reader.read(Version.V0_9, "t " + form).forms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "[1]",
                "{\"version\": \"v0.9\"}",
                "[{\"version\": \"v0.8\", \"deleteSurface\": {\"surfaceId\": \"s\"}}]"
            })
    void whatIsNoListOfMessagesIsWrong(String block) {
        assertThat(reader.read(Version.V0_9, "t <a2ui-json>" + block + "</a2ui-json>")
                        .violations())
                .isNotEmpty();
    }

    private static List<Object> messages(Surface surface, Version version) {
        List<Object> messages = new ArrayList<>();
        for (Part part : surface.parts(version)) {
            Object data = ((Part.Content.Data) part.content()).value();
            if (data instanceof List<?> list) {
                messages.addAll(list);
            } else {
                messages.add(data);
            }
        }
        return messages;
    }
}
