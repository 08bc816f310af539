package dev.drover.wiring.work;

import dev.drover.agent.CallFailed;
import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Artifact;
import dev.drover.message.JsonValues;
import dev.drover.message.Part;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Task;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Reads what an agent's route left in the body and the {@code Agent*} headers (docs/agents/contract.md). */
final class AgentReplies {
    /** The property of an exchange that holds how many bytes its agent may leave at once. */
    static final String MOST = "DroverMaxAnswer";

    private static final Set<String> REPLY_AS = Set.of("artifact", "status", "message");

    private AgentReplies() {}

    /** The events of a call that came to its end: an artifact, if there is one, and the reply. */
    static List<Event> read(Message left, Task task, Step step, Instant now) throws CallFailed {
        if (left.getBody() instanceof Reply reply) {
            return List.of(new Event.Replied(now, step.id(), reply));
        }
        List<Part> parts = parts(left);
        String outcome = left.getHeader("AgentOutcome", "completed", String.class);
        String other = left.getHeader("AgentHandOver", String.class);
        if (other != null) {
            return handedOver(other, dev.drover.message.Message.textOf(parts), task, step, now);
        }
        List<Event> events = new ArrayList<>(2);
        Reply reply =
                switch (outcome) {
                    case "completed" -> {
                        String as = replyAs(left);
                        if (as.equals("artifact") && !parts.isEmpty()) {
                            events.add(artifact(left, parts, task, step, now));
                        }
                        yield new Reply.Answered(as.equals("artifact") ? List.of() : parts, as.equals("message"));
                    }
                    case "input-required" -> new Reply.InputRequired(parts, false);
                    case "auth-required" -> new Reply.InputRequired(parts, true);
                    case "rejected" -> new Reply.Declined(parts);
                    case "failed" -> new Reply.Unavailable(Missing.FAILED, parts);
                    default ->
                        throw CallFailed.forGood("it set AgentOutcome to " + outcome + ", which is none of completed,"
                                + " input-required, auth-required, rejected and failed");
                };
        events.add(new Event.Replied(now, step.id(), reply));
        return events;
    }

    /** The other agent is asked what the body says, or else what this one was asked. */
    private static List<Event> handedOver(String agent, String text, Task task, Step step, Instant now) {
        if (!HandOvers.possible(task)) {
            throw new IllegalStateException("a task is handed over at most " + HandOvers.MOST + " times");
        }
        String input = text.isEmpty()
                ? (task.round() == 1 ? step.input() : task.request().text())
                : text;
        return HandOvers.events(task, step, agent, input, null, now);
    }

    private static String replyAs(Message left) throws CallFailed {
        String as = left.getHeader("AgentReplyAs", "artifact", String.class);
        if (!REPLY_AS.contains(as)) {
            throw CallFailed.forGood(
                    "it set AgentReplyAs to " + as + ", which is none of artifact, status and message");
        }
        return as;
    }

    /** The artifact, or chunk, in the body; at least one part. */
    static Event.ArtifactAdded artifact(Message left, List<Part> parts, Task task, Step step, Instant now) {
        Artifact artifact = new Artifact(
                artifactId(left.getHeader("AgentArtifactId", String.class), task, step),
                left.getHeader("AgentArtifactName", String.class),
                left.getHeader("AgentArtifactDescription", String.class),
                parts,
                Map.of(),
                List.of());
        boolean append = left.getHeader("AgentAppend", false, Boolean.class);
        boolean last = left.getHeader("AgentLastChunk", !append, Boolean.class);
        return new Event.ArtifactAdded(now, step.id(), artifact, append, last);
    }

    /** The agent's own id for an artifact where it is alone; behind the step's id where there are more. */
    static String artifactId(@Nullable String own, Task task, Step step) {
        if (task.steps().size() <= 1) {
            return own == null ? step.id() : own;
        }
        return step.id() + "." + (own == null ? "result" : own);
    }

    /** What the agent left, in parts; a failure where it is more than is taken. */
    static List<Part> parts(Message left) throws CallFailed {
        long most = left.getExchange().getProperty(MOST, Long.MAX_VALUE, Long.class);
        List<Part> parts = parts(left, most);
        long size = 0;
        for (Part part : parts) {
            size += part.size();
        }
        if (size > most) {
            throw Received.tooMuch(most);
        }
        return parts;
    }

    private static List<Part> parts(Message left, long most) throws CallFailed {
        String url = left.getHeader("AgentFileUrl", String.class);
        String mediaType = left.getHeader("AgentMediaType", String.class);
        String filename = left.getHeader("AgentFilename", String.class);
        if (url != null) {
            return List.of(Part.link(url, filename, mediaType));
        }
        Object body = left.getBody();
        if (body instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Part.class::isInstance)) {
            return list.stream().map(Part.class::cast).toList();
        }
        return switch (body) {
            case null -> List.of();
            case Part part -> List.of(part);
            case String text -> text.isEmpty() ? List.of() : List.of(text(text, filename, mediaType));
            case Map<?, ?> map -> List.of(data(map, filename, mediaType));
            case List<?> list -> List.of(data(list, filename, mediaType));
            case Number number -> List.of(text(number.toString(), filename, mediaType));
            case Boolean truth -> List.of(text(truth.toString(), filename, mediaType));
            default -> received(left, filename, mediaType, most);
        };
    }

    /** Bytes, or what Camel makes of it as bytes: a file where the agent names it one, else what its content type says. */
    private static List<Part> received(Message left, @Nullable String filename, @Nullable String mediaType, long most)
            throws CallFailed {
        Received received;
        try {
            received = Received.of(left, most);
        } catch (IOException e) {
            throw CallFailed.forNow("what it answered broke off");
        }
        boolean file = filename != null
                || mediaType != null
                || left.getBody() instanceof byte[] && received.mediaType().isEmpty();
        return file ? List.of(Part.file(received.bytes(), filename, mediaType)) : received.parts();
    }

    private static Part text(String text, @Nullable String filename, @Nullable String mediaType) {
        return new Part(new Part.Content.Text(text), filename, mediaType, Map.of());
    }

    private static Part data(Object value, @Nullable String filename, @Nullable String mediaType) {
        return new Part(new Part.Content.Data(JsonValues.copyOf(value)), filename, mediaType, Map.of());
    }
}
