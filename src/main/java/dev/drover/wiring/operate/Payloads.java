package dev.drover.wiring.operate;

import dev.drover.agent.Reply;
import dev.drover.message.Part;
import dev.drover.settings.Settings;
import dev.drover.task.Change;
import dev.drover.task.Event;
import dev.drover.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the log what callers and agents say, redacted and cut short: only where {@code log.payloads} is set. */
final class Payloads {
    private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);
    private static final int LONGEST = 2000;

    private final Redaction redaction;

    private Payloads(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Hears of every change; does nothing where payloads are not to be logged. */
    static Consumer<Change> of(Settings settings, @Nullable String modelKey) {
        if (!settings.truth("log.payloads", "false")) {
            return change -> {};
        }
        List<String> secrets = new ArrayList<>(settings.secrets());
        if (modelKey != null) {
            secrets.add(modelKey);
        }
        return new Payloads(new Redaction(secrets))::committed;
    }

    private void committed(Change change) {
        for (Event event : change.events()) {
            switch (event) {
                case Event.Opened opened ->
                    said(change.after(), "caller", opened.message().parts());
                case Event.MessageAdded added ->
                    said(change.after(), "caller", added.message().parts());
                case Event.ArtifactAdded shown ->
                    said(change.after(), shown.step(), shown.artifact().parts());
                case Event.Replied replied -> said(change.after(), replied.step(), parts(replied.reply()));
                default -> {}
            }
        }
    }

    private static List<Part> parts(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> answered.parts();
            case Reply.InputRequired asks -> asks.question();
            case Reply.Declined declined -> declined.parts();
            case Reply.Unavailable unavailable -> unavailable.parts();
            case Reply.HandedOver over -> List.of();
        };
    }

    private void said(Task task, String who, List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        String text = redaction.of(parts.stream().map(Payloads::text).collect(Collectors.joining(" ")));
        LOG.atInfo()
                .addKeyValue("task", task.id())
                .addKeyValue("context", task.contextId())
                .addKeyValue("from", who)
                .addKeyValue("text", text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text)
                .log("payload");
    }

    /** Files are named and not written. */
    private static String text(Part part) {
        return switch (part.content()) {
            case Part.Content.Text(String text) -> text;
            case Part.Content.Data data -> String.valueOf(data.value());
            case Part.Content.Raw raw -> "[file of " + raw.bytes().size() + " bytes]";
            case Part.Content.Url url -> "[link]";
        };
    }
}
