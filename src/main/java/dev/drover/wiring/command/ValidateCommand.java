package dev.drover.wiring.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks settings and route files as a start would. */
@Command(
        name = "validate",
        description = "Checks settings and routes, and says what is wrong and where. Ends with 0 if nothing is.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Option(names = "--folder", description = "Where application.properties and routes are (default: this folder).")
    Path folder = Commands.folder();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        return Rehearsed.in(folder, spec, (settings, rehearsal) -> spec.commandLine()
                .getOut()
                .println("settings and routes are right; "
                        + rehearsal.agents().all().size() + " agents"));
    }
}
