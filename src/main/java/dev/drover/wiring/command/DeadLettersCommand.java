package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What operators do with dead letters: each command is one request to a Drover that runs. */
@Command(
        name = "dead-letters",
        description = "Lists what could not be done, shows it, has it run again, or discards it.",
        mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Runnable {
    private static final String PATH = "/admin/dead-letters";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, show, run or discard");
    }

    @Command(name = "list", description = "Lists them, the latest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Remote remote,
            @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50, at most 100).")
                    int limit,
            @Option(names = "--cursor", defaultValue = "", description = "Where a list before this one ended.")
                    String cursor)
            throws InterruptedException {
        JsonNode page = remote.get(PATH + "?limit=" + limit + "&cursor=" + Remote.encoded(cursor));
        page.path("deadLetters").forEach(letter -> out().println(String.join(
                "  ", text(letter, "id"), text(letter, "at"), text(letter, "kind"), text(letter, "reason"))));
        if (!text(page, "next").isEmpty()) {
            out().println("more: --cursor " + text(page, "next"));
        }
        return 0;
    }

    @Command(name = "show", description = "Shows one.", mixinStandardHelpOptions = true)
    int show(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) throws InterruptedException {
        JsonNode letter = remote.get(PATH + "/" + Remote.encoded(id));
        letter.properties().forEach(member -> out().println(member.getKey() + "  " + told(member.getValue())));
        return 0;
    }

    @Command(
            name = "run",
            description = "Has them run again: only the steps without a good reply. Ends with 1 if one could not be.",
            mixinStandardHelpOptions = true)
    int run(@Mixin Remote remote, @Parameters(paramLabel = "ID", arity = "1..100") List<String> ids)
            throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ids.forEach(body.putArray("ids")::add);
        int code = 0;
        for (JsonNode result : remote.post(PATH + "/run-again", body).path("results")) {
            if (result.has("error")) {
                spec.commandLine().getErr().println(text(result, "id") + "  " + text(result, "error"));
                code = 1;
            } else {
                out().println(text(result, "id") + "  runs again as task " + text(result, "taskId"));
            }
        }
        return code;
    }

    @Command(name = "discard", description = "Takes one off the list.", mixinStandardHelpOptions = true)
    int discard(
            @Mixin Remote remote,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--note", required = true, description = "Why; it stays in the journal.") String note)
            throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("note", note);
        remote.post(PATH + "/" + Remote.encoded(id) + "/discard", body);
        out().println(id + "  discarded");
        return 0;
    }

    private static String told(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.asText();
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
