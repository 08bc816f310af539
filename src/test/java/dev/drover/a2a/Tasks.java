package dev.drover.a2a;

import dev.drover.identity.Caller;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tasks to write. */
final class Tasks {
    static final Instant AT = Instant.parse("2025-10-28T10:30:00.005999Z");

    private Tasks() {}

    static Message said(String id, Role role, String text) {
        return Message.of(id, role, List.of(Part.text(text)));
    }

    static Event opened() {
        return new Event.Opened(
                AT, Caller.ANONYMOUS, "c", said("m", Role.USER, "hi").in("c", "t"), AT.plusSeconds(60));
    }

    static Task submitted() {
        return Task.fold("t", null, List.of(opened()));
    }

    /** Its history holds three messages: hi, one, two. */
    static Task completed() {
        Artifact artifact =
                new Artifact("a", "name", "text", List.of(Part.data(Map.of("k", 1))), Map.of("x", true), List.of("e"));
        return Task.fold(
                "t",
                submitted(),
                List.of(
                        new Event.Progress(AT, "s", said("p1", Role.AGENT, "one")),
                        new Event.Progress(AT, "s", said("p2", Role.AGENT, "two")),
                        new Event.ArtifactAdded(AT, "s", artifact, false, true),
                        new Event.Ended(
                                AT,
                                TaskState.COMPLETED,
                                said("p3", Role.AGENT, "done"),
                                Map.of("drover", Map.of("partial", false)))));
    }
}
