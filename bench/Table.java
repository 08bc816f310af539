package bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Prints the figures, a column for each server, and what they should be. */
final class Table {
    private final List<Figures> servers;

    Table(List<Figures> servers) {
        this.servers = servers;
    }

    void print() {
        row("", server -> server.kind().title);
        row("SendMessage, answers/s", server -> number("%.0f", server.sends().perSecond()));
        row("  of bare Vert.x", server -> least(ofBare(server, Figures::sends), server.kind().sends, "%.2f"));
        row("  p50 ms", server -> number("%.2f", server.sends().latencies().millis(0.50)));
        row("  p99 ms", server -> number("%.2f", server.sends().latencies().millis(0.99)));
        row("  server CPU us", server -> number("%.0f", server.cpuPerSend()));
        row(
                "SendStreamingMessage, streams/s",
                server -> number("%.0f", server.streams().perSecond()));
        row("  of bare Vert.x", server -> least(ofBare(server, Figures::streams), server.kind().streams, "%.2f"));
        row("  p50 ms", server -> number("%.2f", server.streams().latencies().millis(0.50)));
        row("  p99 ms", server -> number("%.2f", server.streams().latencies().millis(0.99)));
        row("  server CPU us", server -> number("%.0f", server.cpuPerStream()));
        row(
                "10 agents, over the slowest, p50 ms",
                server -> number("%.1f", server.fanOut().millis(0.50)));
        row("  p99 ms", server -> most(server, server.fanOut().millis(0.99), 10, "%.1f"));
        row("start to ready ms", server -> most(server, server.start(), 2000, "%.0f"));
        row("resident MiB, started", server -> number("%.0f", server.memoryStarted()));
        row("resident MiB, loaded", server -> number("%.0f", server.memoryLoaded()));
        row("wrong answers", server -> "" + server.wrong());
    }

    private void row(String title, Function<Figures, String> cell) {
        StringBuilder line = new StringBuilder(String.format("%-36s", title));
        servers.forEach(server -> line.append(String.format("%-28s", cell.apply(server))));
        System.out.println(line.toString().stripTrailing());
    }

    /** Not a number if the bare server was left out. */
    private double ofBare(Figures server, Function<Figures, Outcome> outcome) {
        return servers.stream()
                .filter(one -> one.kind() == Kind.BARE)
                .mapToDouble(bare ->
                        outcome.apply(server).perSecond() / outcome.apply(bare).perSecond())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String least(double value, double target, String format) {
        String text = number(format, value);
        return Double.isNaN(target) || Double.isNaN(value)
                ? text
                : text + verdict(value >= target, ">= " + number(format, target));
    }

    private static String most(Figures server, double value, double target, String format) {
        String text = number(format, value);
        return server.kind() == Kind.BARE ? text : text + verdict(value < target, "< " + number("%.0f", target));
    }

    private static String verdict(boolean met, String target) {
        return " (" + target + ": " + (met ? "met" : "not met") + ")";
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
