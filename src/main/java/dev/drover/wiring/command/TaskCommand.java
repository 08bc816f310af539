package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one task. */
@Command(
        name = "task",
        description = "Shows one task: its state, who is missing, and what its agents made.",
        mixinStandardHelpOptions = true)
final class TaskCommand implements Callable<Integer> {
    @Mixin
    Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "The task's id.")
    @SuppressWarnings("NullAway.Init")
    String id;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode task = remote.get("/tasks/" + Remote.encoded(id));
        out.println(task.path("id").asText() + "  " + state(task) + "  since "
                + task.at("/status/timestamp").asText());
        out.println("context " + task.path("contextId").asText());
        for (JsonNode missing : task.at("/metadata/drover/missing")) {
            out.println("missing " + missing.path("agent").asText() + ": "
                    + missing.path("reason").asText());
        }
        for (JsonNode artifact : task.path("artifacts")) {
            out.println("artifact " + artifact.path("artifactId").asText() + ": " + text(artifact.path("parts")));
        }
        JsonNode said = task.at("/status/message/parts");
        if (!said.isMissingNode()) {
            out.println("says " + text(said));
        }
        return 0;
    }

    /** A task's state in lower case, without its prefix. */
    static String state(JsonNode task) {
        return task.at("/status/state")
                .asText()
                .replaceFirst("^TASK_STATE_", "")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /** The texts of some parts, in one line. */
    static String text(JsonNode parts) {
        return String.join(" ", parts.findValuesAsText("text")).replaceAll("\\s+", " ");
    }
}
