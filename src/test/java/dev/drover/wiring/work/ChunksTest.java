package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final List<List<Event>> journal = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Chunks chunks = new Chunks(journal::add, later::add);

    @Test
    void theFirstChunkGoesAtOnce() {
        chunks.show(chunk(0, "a", "Hel"));
        assertThat(texts()).containsExactly("Hel");
    }

    @Test
    void chunksThatComeSlowlyGoAtOnceEach() {
        chunks.show(chunk(0, "a", "Hel"));
        chunks.show(chunk(60, "a", "lo"));
        chunks.show(chunk(120, "a", "!"));
        assertThat(texts()).containsExactly("Hel", "lo", "!");
    }

    @Test
    void chunksThatComeFastGoTogetherWhenTheTimeIsOver() {
        chunks.show(chunk(0, "a", "1"));
        chunks.show(chunk(1, "a", "2"));
        chunks.show(chunk(2, "a", "3"));
        assertThat(texts()).containsExactly("1");
        later.forEach(Runnable::run);
        assertThat(texts()).containsExactly("1", "23");
    }

    @Test
    void theLastChunkWaitsForNothing() {
        chunks.show(chunk(0, "a", "1"));
        chunks.show(chunk(1, "a", "2"));
        chunks.show(new Event.ArtifactAdded(NOON.plusMillis(2), "s", artifact("a", "3"), true, true));
        assertThat(texts()).containsExactly("1", "23");
        assertThat(((Event.ArtifactAdded) journal.getLast().getFirst()).lastChunk())
                .isTrue();
    }

    @Test
    void fourKibibytesWaitForNothing() {
        chunks.show(chunk(0, "a", "1"));
        chunks.show(chunk(1, "a", "x".repeat(Chunks.MOST - 1)));
        assertThat(journal).hasSize(1);
        chunks.show(chunk(2, "a", "y"));
        assertThat(texts()).containsExactly("1", "x".repeat(Chunks.MOST - 1) + "y");
    }

    @Test
    void aChunkOfAnotherArtifactGoesBehindThoseThatWait() {
        chunks.show(chunk(0, "a", "1"));
        chunks.show(chunk(1, "a", "2"));
        chunks.show(chunk(2, "b", "3"));
        chunks.flush();
        assertThat(texts()).containsExactly("1", "2", "3");
    }

    @Test
    void anythingElseGoesBehindTheChunksThatWaitInOneWrite() {
        chunks.show(chunk(0, "a", "1"));
        chunks.show(chunk(1, "a", "2"));
        Message said = Message.of("m", Role.AGENT, List.of(Part.text("still here")));
        Event progress = new Event.Progress(NOON.plusMillis(2), "s", said);
        chunks.show(progress);
        assertThat(journal.getLast()).hasSize(2).endsWith(progress);
    }

    @Test
    void aFileWaitsForNothing() {
        chunks.show(chunk(0, "a", "1"));
        Artifact file = Artifact.of("a", List.of(Part.file(new byte[] {1}, "f", null)));
        Event whole = new Event.ArtifactAdded(NOON.plusMillis(1), "s", file, true, false);
        chunks.show(whole);
        assertThat(journal).hasSize(2).endsWith(List.of(whole));
    }

    private static Event chunk(int millis, String artifact, String text) {
        return new Event.ArtifactAdded(NOON.plusMillis(millis), "s", artifact(artifact, text), true, false);
    }

    private static Artifact artifact(String id, String text) {
        return Artifact.of(id, List.of(Part.text(text)));
    }

    /** The texts of the events, one each. */
    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (List<Event> write : journal) {
            for (Event event : write) {
                texts.add(
                        Message.textOf(((Event.ArtifactAdded) event).artifact().parts()));
            }
        }
        return texts;
    }
}
