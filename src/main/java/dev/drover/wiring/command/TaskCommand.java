package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one task. */
@Command(
        name = "task",
        description = "Shows one task: its state, its steps in time, who is missing, and what its agents made.",
        mixinStandardHelpOptions = true)
final class TaskCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", description = "The task's id.")
    @SuppressWarnings("NullAway.Init")
    String id;

    @Override
    void ask(PrintWriter out) throws InterruptedException {
        JsonNode task = remote.get("/tasks/" + Remote.encoded(id));
        out.println(task.path("id").asText() + "  " + state(task) + "  since " + since(task));
        out.println("context " + task.path("contextId").asText());
        JsonNode journal = remote.get("/admin/journal/" + Remote.encoded(id));
        new Waterfall(journal.path("events")).lines().forEach(out::println);
        for (JsonNode missing : task.at("/metadata/drover/missing")) {
            out.println("missing " + missing.path("agent").asText() + ": "
                    + missing.path("reason").asText());
        }
        for (JsonNode artifact : task.path("artifacts")) {
            out.println(artifact(artifact));
        }
        JsonNode said = task.at("/status/message/parts");
        if (!said.isMissingNode()) {
            out.println("says " + text(said));
        }
    }
}
