package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a Drover that runs, and prints what it tells. */
abstract class RemoteCommand implements Callable<Integer> {
    @Mixin
    Remote remote = new Remote();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /** Asks and prints; fails by throwing. */
    abstract void ask(PrintWriter out) throws Exception;

    @Override
    public Integer call() throws Exception {
        ask(spec.commandLine().getOut());
        return 0;
    }

    /** The state of a task, or of a change of one, in lower case and without its prefix. */
    static String state(JsonNode task) {
        return task.at("/status/state")
                .asText()
                .replaceFirst("^TASK_STATE_", "")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    static String since(JsonNode task) {
        return task.at("/status/timestamp").asText();
    }

    /** The texts of some parts, in one line. */
    static String text(JsonNode parts) {
        return String.join(" ", parts.findValuesAsText("text")).replaceAll("\\s+", " ");
    }

    static String artifact(JsonNode artifact) {
        return "artifact " + artifact.path("artifactId").asText() + ": " + text(artifact.path("parts"));
    }
}
