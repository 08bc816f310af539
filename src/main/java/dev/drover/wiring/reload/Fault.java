package dev.drover.wiring.reload;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a file was refused; the line is "unknown" where none is to blame. */
record Fault(Path file, String line, String reason) {
    private static final Pattern LINE = Pattern.compile("line[ :]+([0-9]+)");

    private static final int LONGEST = 300;

    static Fault of(Path file, Throwable fault) {
        Throwable root = fault;
        String line = "unknown";
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            Matcher found = LINE.matcher(String.valueOf(cause.getMessage()));
            while (found.find()) {
                line = found.group(1); // the last one is where it went wrong
            }
            root = cause;
        }
        String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String squeezed = text.replaceAll("\\s+", " ").strip();
        return new Fault(file, line, squeezed.length() > LONGEST ? squeezed.substring(0, LONGEST) : squeezed);
    }
}
