package dev.drover.wiring.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.a2ui.Version;
import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms that a model draws, on the real routes, against a service on loopback. */
class ModelFormsTest {
    private static final String FORM = """
            [{"version": "v0.9", "createSurface": {"surfaceId": "s", "catalogId": "https://a2ui.org/specification/v0_9/basic_catalog.json"}},
             {"version": "v0.9", "updateComponents": {"surfaceId": "s", "components": [{"id": "root", "component": "Text", "text": "Hi"}]}}]""";
    private static final String OLD_FORM = """
            [{"surfaceUpdate": {"surfaceId": "s", "components": [{"id": "a", "component": {"Text": {"text": {"literalString": "Hi"}}}}]}},
             {"beginRendering": {"surfaceId": "s", "root": "a"}}]""";

    static GeminiServer gemini;
    static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        gemini = new GeminiServer();
        drover = new LocalDrover(
                Map.of(
                        "gemini.url", gemini.url(),
                        "agents.drawer.kind", "gemini",
                        "agents.drawer.model", "some-model",
                        "agents.drawer.description", "Zzz draws",
                        "agents.drawer.remember", "said",
                        "agents.drawer.output-modes", "text/plain, application/a2ui+json, application/json+a2ui",
                        "agents.writer.kind", "gemini",
                        "agents.writer.model", "some-model",
                        "agents.writer.description", "Zzz writes"),
                Map.of());
    }

    @AfterAll
    static void stop() {
        drover.close();
        gemini.close();
    }

    @BeforeEach
    void forget() {
        gemini.clear();
    }

    @Test
    void textAndFormAreSplitIntoParts() {
        gemini.then(Scripted.text("Look: <a2ui-json>" + FORM + "</a2ui-json>"));

        Task task = send(Version.V0_9, "drawer");

        List<Part> parts = parts(task);
        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst()).isEqualTo(Part.text("Look:"));
        assertThat(parts.getLast().metadata()).isEqualTo(Map.of("mimeType", "application/a2ui+json"));
        assertThat(((Part.Content.Data) parts.getLast().content()).value().toString())
                .contains("createSurface");
        assertThat(gemini.asked().getFirst().instruction()).contains("<a2ui-json>", "createSurface", "\"$defs\"");
    }

    @Test
    void theOldVersionIsDrawnInItsOwnWay() {
        gemini.then(Scripted.text("Look: <a2ui-json>" + OLD_FORM + "</a2ui-json>"));

        List<Part> parts = parts(send(Version.V0_8, "drawer"));

        assertThat(parts).hasSize(3);
        assertThat(parts.get(1).metadata()).isEqualTo(Map.of("mimeType", "application/json+a2ui"));
        assertThat(parts.get(2).content().toString()).contains("beginRendering");
        assertThat(gemini.asked().getFirst().instruction()).contains("beginRendering");
    }

    @Test
    void aFormThatIsWrongIsMendedByTheModelOnce() {
        gemini.then(
                Scripted.text("Look: <a2ui-json>" + FORM.replace("root", "top") + "</a2ui-json>"),
                Scripted.text("Look here: <a2ui-json>" + FORM + "</a2ui-json>"));

        List<Part> parts = parts(send(Version.V0_9, "drawer"));

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst()).isEqualTo(Part.text("Look here:"));
        assertThat(gemini.asked().get(1).text())
                .contains("cannot be drawn", "surface s has no component with the id root", "Look: <a2ui-json>");
    }

    @Test
    void aFormThatIsWrongAgainIsLeftOutWithANote() {
        gemini.then(
                Scripted.text("Look: <a2ui-json>[</a2ui-json>"),
                Scripted.text("Look again: <a2ui-json>nothing</a2ui-json>"));

        Task task = send(Version.V0_9, "drawer");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(Message.textOf(parts(task)))
                .isEqualTo("Look again:\n(A form was meant to be here, but it cannot be drawn.)");
        assertThat(parts(task)).noneMatch(Version::marks);
        assertThat(drover.events(task))
                .filteredOn(Event.Note.class::isInstance)
                .extracting(event -> ((Event.Note) event).text())
                .singleElement()
                .asString()
                .startsWith("a form was left out: ");
        assertThat(gemini.asked()).hasSize(2);
    }

    @Test
    void whoCannotDrawAndWhoDoesNotAskIsToldNothingOfForms() {
        gemini.then(Scripted.text("Hello."), Scripted.text("Hello."));

        Task unasked = drover.send("hello", "drawer");
        Task unable = send(Version.V0_9, "writer");

        assertThat(Message.textOf(parts(unasked))).isEqualTo("Hello.");
        assertThat(Message.textOf(parts(unable))).isEqualTo("Hello.");
        assertThat(gemini.asked())
                .allSatisfy(asked -> assertThat(asked.instruction()).isEmpty());
    }

    @Test
    void whatAUserDoesReachesTheModelAsTextAndAsData() {
        gemini.then(Scripted.text("Thank you."));
        Object pressed = List.of(
                Map.of("version", "v0.9", "action", Map.of("name", "tell_name", "context", Map.of("name", "Ann"))));
        Part action = new Part(new Part.Content.Data(pressed), null, null, Map.of("mimeType", "application/a2ui+json"));

        drover.request(LocalDrover.message("", "drawer").with(List.of(action)), Entry.Wait.END);

        assertThat(gemini.asked().getFirst().body().at("/contents/0/parts").findValuesAsText("text"))
                .hasSize(2)
                .satisfies(texts -> assertThat(texts.getFirst()).isEqualTo("tell name: name = Ann"))
                .satisfies(texts -> assertThat(texts.getLast()).contains("\"action\"", "\"tell_name\""));
    }

    private static Task send(Version version, String agent) {
        return drover.request(LocalDrover.message("hello", agent).activating(List.of(version.uri())), Entry.Wait.END);
    }

    private static List<Part> parts(Task task) {
        return task.artifacts().getFirst().artifact().parts();
    }
}
