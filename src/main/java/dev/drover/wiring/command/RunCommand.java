package dev.drover.wiring.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs, as no command does. */
@Command(name = "run", description = "Runs until a signal stops it.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return Commands.run();
    }
}
