package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the tasks that the caller sees. */
@Command(
        name = "tasks",
        description = "Lists tasks of a Drover that runs, the latest first.",
        mixinStandardHelpOptions = true)
final class TasksCommand extends RemoteCommand {
    @Option(names = "--limit", description = "How many (default: 20, at most 100).")
    int limit = 20;

    @Override
    void ask(PrintWriter out) throws InterruptedException {
        for (JsonNode task : remote.get("/tasks?pageSize=" + limit).path("tasks")) {
            out.println(task.path("id").asText() + "  " + since(task) + "  " + state(task));
        }
    }
}
