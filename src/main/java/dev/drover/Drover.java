package dev.drover;

import dev.drover.wiring.command.Commands;
import java.io.PrintWriter;

/** Drover on the command line; without a command it runs in the working directory. */
public final class Drover {
    private Drover() {}

    public static void main(String[] arguments) {
        System.setProperty("camel.threads.virtual.enabled", "true"); // Camel reads it before any setting
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(Commands.execute(out, err, arguments));
    }
}
