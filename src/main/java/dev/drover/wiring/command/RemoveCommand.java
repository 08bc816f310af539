package dev.drover.wiring.command;

import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes a task, or a context with all its tasks, wherever they are kept. */
@Command(
        name = "remove",
        description = "Removes a task, or a context with all its tasks, from the store, those in progress too.",
        mixinStandardHelpOptions = true)
final class RemoveCommand extends RemoteCommand {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    What what;

    @Option(names = "--owner", defaultValue = "", description = "Whose context it is (operators only; default: yours).")
    String owner = "";

    static final class What {
        @Option(names = "--task", paramLabel = "ID", defaultValue = "", description = "The task's id.")
        String task = "";

        @Option(names = "--context", paramLabel = "ID", defaultValue = "", description = "The context's id.")
        String context = "";
    }

    @Override
    void ask(PrintWriter out) throws InterruptedException {
        int removed = remote.delete(path()).path("removed").asInt();
        out.println("removed " + removed + (removed == 1 ? " task" : " tasks"));
    }

    private String path() {
        String whose = owner.isEmpty() ? "" : "?owner=" + Remote.encoded(owner);
        return what.task.isEmpty()
                ? "/admin/contexts/" + Remote.encoded(what.context) + whose
                : "/admin/tasks/" + Remote.encoded(what.task);
    }
}
