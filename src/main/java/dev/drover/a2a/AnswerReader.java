package dev.drover.a2a;

import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.refusal.Refusal;
import dev.drover.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what an agent answers in one binding. Stateless, so safe for any number of threads. */
public final class AnswerReader {
    private static final Member RESULT = Member.of("result");
    private static final Member TASK = Member.of("task");
    private static final Member STATUS_UPDATE = Member.of("statusUpdate");
    private static final Member ARTIFACT_UPDATE = Member.of("artifactUpdate");
    private static final Member STATE = Member.of("state");
    private static final Member ARTIFACT = Member.of("artifact");
    private static final Member ARTIFACTS = Member.of("artifacts");
    private static final Member ARTIFACT_ID = Member.of("artifactId");
    private static final Member NAME = Member.of("name");
    private static final Member DESCRIPTION = Member.of("description");
    private static final Member APPEND = Member.of("append");
    private static final Member LAST_CHUNK = Member.of("lastChunk");

    private final Binding binding;

    public AnswerReader(Binding binding) {
        this.binding = binding;
    }

    /** An event of a stream, or the answer to a send. */
    public StreamResponse response(byte[] json) throws MalformedAnswer, AgentError {
        Violations violations = new Violations();
        return checked(violations, response(result(json, violations), violations));
    }

    /** The bare task with which get and cancel answer. */
    public StreamResponse.Snapshot task(byte[] json) throws MalformedAnswer, AgentError {
        Violations violations = new Violations();
        return checked(violations, task(result(json, violations)));
    }

    /** The error in an answer whose HTTP status says that it is one; its code is the status where the body holds none. */
    public AgentError error(int status, byte[] json) {
        try {
            result(json, new Violations());
        } catch (AgentError error) {
            return error;
        } catch (MalformedAnswer e) {
            // told by its status, as below
        }
        return new AgentError(AgentErrors.reasonOf(status), status, "HTTP status " + status);
    }

    private Members result(byte[] json, Violations violations) throws MalformedAnswer, AgentError {
        Map<String, @Nullable Object> body = object(json);
        if (body.get("error") instanceof Map<?, ?> error) {
            throw AgentErrors.read(binding, error);
        }
        Members members = Members.of(body, violations);
        if (binding == Binding.HTTP_JSON) {
            return members;
        }
        Members result = members.object(RESULT);
        if (result == null) {
            throw new MalformedAnswer("it has neither result nor error");
        }
        return result;
    }

    @SuppressWarnings("unchecked") // Json makes maps with names as keys
    static Map<String, @Nullable Object> object(byte[] json) throws MalformedAnswer {
        try {
            if (Json.read(json) instanceof Map<?, ?> object) {
                return (Map<String, @Nullable Object>) object;
            }
        } catch (Refusal refusal) {
            throw new MalformedAnswer(refusal.text());
        }
        throw new MalformedAnswer("the body is not a JSON object");
    }

    private static <T> T checked(Violations violations, T read) throws MalformedAnswer {
        try {
            violations.refuse();
            return read;
        } catch (Refusal refusal) {
            throw new MalformedAnswer(refusal.text());
        }
    }

    private static StreamResponse response(Members members, Violations violations) throws MalformedAnswer {
        Members task = members.object(TASK);
        Members message = members.object(Names.MESSAGE);
        Members status = members.object(STATUS_UPDATE);
        Members artifact = members.object(ARTIFACT_UPDATE);
        if (task != null) {
            return task(task);
        }
        if (message != null) {
            return new StreamResponse.Direct(MessageReader.fromAgent(message));
        }
        if (status != null) {
            return statusUpdate(status);
        }
        if (artifact != null) {
            return artifactUpdate(artifact);
        }
        checked(violations, members);
        throw new MalformedAnswer("it holds none of task, message, statusUpdate and artifactUpdate");
    }

    private static StreamResponse.Snapshot task(Members task) {
        Members status = task.object(Names.STATUS);
        List<Artifact> artifacts = new ArrayList<>();
        List<@Nullable Object> given = task.array(ARTIFACTS);
        for (int i = 0; given != null && i < given.size(); i++) {
            Members artifact = task.element(ARTIFACTS, i, given.get(i));
            if (artifact != null) {
                artifacts.add(artifact(artifact));
            }
        }
        return new StreamResponse.Snapshot(
                task.requiredId(Names.ID), contextId(task), state(task, status), message(status), artifacts);
    }

    private static StreamResponse statusUpdate(Members update) {
        Members status = update.object(Names.STATUS);
        return new StreamResponse.StatusUpdate(
                update.requiredId(Names.TASK_ID), contextId(update), state(update, status), message(status));
    }

    private static StreamResponse artifactUpdate(Members update) {
        Members artifact = update.object(ARTIFACT);
        if (artifact == null) {
            update.violate(ARTIFACT, "is required");
        }
        return new StreamResponse.ArtifactUpdate(
                update.requiredId(Names.TASK_ID),
                contextId(update),
                artifact == null ? Artifact.of("", List.of()) : artifact(artifact),
                update.flag(APPEND),
                update.flag(LAST_CHUNK));
    }

    /** Empty where the agent does not say. */
    private static String contextId(Members members) {
        String id = members.id(Names.CONTEXT_ID);
        return id == null ? "" : id;
    }

    private static TaskState state(Members of, @Nullable Members status) {
        String name = status == null ? null : status.string(STATE);
        TaskState state = name == null ? null : States.read(name);
        if (state == null) {
            Members where = status == null ? of : status;
            where.violate(status == null ? Names.STATUS : STATE, "must be a state of A2A 1.0");
            return TaskState.WORKING;
        }
        return state;
    }

    private static @Nullable Message message(@Nullable Members status) {
        Members message = status == null ? null : status.object(Names.MESSAGE);
        return message == null ? null : MessageReader.fromAgent(message);
    }

    private static Artifact artifact(Members artifact) {
        return new Artifact(
                artifact.requiredId(ARTIFACT_ID),
                artifact.string(NAME),
                artifact.string(DESCRIPTION),
                MessageReader.partsOrNone(artifact),
                artifact.free(Names.METADATA),
                artifact.strings(Names.EXTENSIONS));
    }
}
