package dev.drover.wiring.command;

import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.wiring.Application;
import dev.drover.wiring.operate.Logs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Exit codes: 0 done; 1 it could not be done; 2 the settings, the routes or the command are wrong.
 */
@Command(
        name = "drover",
        description = "Without a command it runs, in this folder, until a signal stops it.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            TasksCommand.class,
            TaskCommand.class,
            TailCommand.class,
            RemoveCommand.class,
            DeadLettersCommand.class
        })
public final class Commands implements Callable<Integer> {
    /** Something that is wrong outside of the command, told in one sentence. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message, null, false, false);
        }
    }

    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return arguments.length == 0 ? start(err) : read(out, err, arguments);
    }

    /** Without a command there is nothing to read, and the reader would cost each start a quarter of a second. */
    private static int start(PrintWriter err) {
        try {
            return run();
        } catch (InvalidSetting setting) {
            return wrong(setting, err);
        }
    }

    private static int read(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Commands())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(Commands::told)
                .execute(arguments);
    }

    private static int told(Exception fault, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        return switch (fault) {
            case InvalidSetting setting -> wrong(setting, command.getErr());
            case Failed failed -> {
                command.getErr().println(failed.getMessage());
                yield 1;
            }
            default -> throw fault;
        };
    }

    private static int wrong(InvalidSetting setting, PrintWriter err) {
        err.println("Drover does not start: " + setting.getMessage());
        return 2;
    }

    @Override
    public Integer call() {
        return run();
    }

    static int run() {
        Settings settings = Settings.load(folder(), System::getenv);
        Logs.configure(settings);
        return new Application(settings, folder(), Clock.systemUTC()).run();
    }

    static Path folder() {
        return Path.of("").toAbsolutePath();
    }
}
