package dev.drover.wiring.work;

import dev.drover.a2ui.Version;
import dev.drover.agent.Reply;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.task.Event;
import java.util.ArrayList;
import java.util.List;

/** What agents made, without forms that whoever asked has not asked for. */
final class Shown {
    private Shown() {}

    private static List<Part> parts(List<Part> parts, Message request) {
        return parts.stream().filter(part -> Version.mayShow(part, request)).toList();
    }

    /** The events of a reply; an artifact of which nothing is left is none. */
    static List<Event> events(List<Event> events, Message request) {
        return events.stream().anyMatch(Shown::drawn) ? filtered(events, request) : events;
    }

    private static boolean drawn(Event event) {
        List<Part> parts =
                switch (event) {
                    case Event.ArtifactAdded added -> added.artifact().parts();
                    case Event.Progress progress -> progress.message().parts();
                    case Event.Replied replied -> said(replied.reply());
                    default -> List.of();
                };
        return parts.stream().anyMatch(Version::marks);
    }

    private static List<Part> said(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> answered.parts();
            case Reply.InputRequired asked -> asked.question();
            case Reply.Declined declined -> declined.parts();
            case Reply.Unavailable unavailable -> unavailable.parts();
            case Reply.HandedOver over -> List.of();
        };
    }

    private static List<Event> filtered(List<Event> events, Message request) {
        List<Event> shown = new ArrayList<>(events.size());
        for (Event event : events) {
            switch (event) {
                case Event.ArtifactAdded added -> {
                    List<Part> parts = parts(added.artifact().parts(), request);
                    if (!parts.isEmpty()) {
                        shown.add(with(added, parts));
                    }
                }
                case Event.Progress(var at, var step, Message message) -> {
                    List<Part> parts = parts(message.parts(), request);
                    if (!parts.isEmpty()) {
                        shown.add(new Event.Progress(at, step, message.with(parts)));
                    }
                }
                case Event.Replied(var at, var step, Reply reply) ->
                    shown.add(new Event.Replied(at, step, with(reply, request)));
                default -> shown.add(event);
            }
        }
        return shown;
    }

    private static Event with(Event.ArtifactAdded added, List<Part> parts) {
        Artifact whole = added.artifact();
        Artifact artifact = new Artifact(
                whole.id(), whole.name(), whole.description(), parts, whole.metadata(), whole.extensions());
        return new Event.ArtifactAdded(added.at(), added.step(), artifact, added.append(), added.lastChunk());
    }

    private static Reply with(Reply reply, Message request) {
        return switch (reply) {
            case Reply.Answered(List<Part> parts, boolean direct) -> new Reply.Answered(parts(parts, request), direct);
            case Reply.InputRequired(List<Part> parts, boolean auth) ->
                new Reply.InputRequired(parts(parts, request), auth);
            case Reply.Declined(List<Part> parts) -> new Reply.Declined(parts(parts, request));
            case Reply.Unavailable unavailable ->
                new Reply.Unavailable(unavailable.missing(), parts(unavailable.parts(), request));
            case Reply.HandedOver over -> over;
        };
    }
}
