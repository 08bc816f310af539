package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the tasks that the caller sees. */
@Command(
        name = "tasks",
        description = "Lists tasks of a Drover that runs, the latest first.",
        mixinStandardHelpOptions = true)
final class TasksCommand implements Callable<Integer> {
    @Mixin
    Remote remote = new Remote();

    @Option(names = "--limit", description = "How many (default: 20, at most 100).")
    int limit = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode task : remote.get("/tasks?pageSize=" + limit).path("tasks")) {
            out.println(task.path("id").asText() + "  "
                    + task.at("/status/timestamp").asText() + "  " + TaskCommand.state(task));
        }
        return 0;
    }
}
