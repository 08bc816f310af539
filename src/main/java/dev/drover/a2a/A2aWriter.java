package dev.drover.a2a;

import dev.drover.message.Message;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.task.Page;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes A2A 1.0 answers in the form that the request came in. A frame is the JSON of one event of a stream, on one
 * line, without the {@code data: } in front. Stateless, so safe for any number of threads.
 */
public final class A2aWriter {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String EXTENSIONS = "A2A-Extensions";

    /** A send answers with the task in a wrapper, get and cancel with the task itself. */
    public HttpAnswer task(Return to, Task task, @Nullable Integer historyLength) {
        Document bare = out -> Wire.task(out, task, historyLength, true);
        return success(to, to.operation() == Operation.SEND_MESSAGE ? wrapped("task", bare) : bare);
    }

    /** A message in place of a task. */
    public HttpAnswer message(Return to, Message message) {
        return success(to, wrapped("message", out -> Wire.message(out, message, null, null)));
    }

    /** A page of tasks, for the call that asked for it. */
    public HttpAnswer page(Return to, Page page, Call.ListTasks call) {
        return success(to, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("tasks");
            for (Task task : page.tasks()) {
                Wire.task(out, task, call.historyLength(), call.includeArtifacts());
            }
            out.writeEndArray();
            out.writeStringField("nextPageToken", page.next() == null ? "" : PageToken.write(page.next()));
            out.writeNumberField("pageSize", call.query().limit());
            out.writeNumberField("totalSize", page.total());
            out.writeEndObject();
        });
    }

    /** The error for an expected no, with the headers that belong to it: Retry-After, WWW-Authenticate, Allow. */
    public HttpAnswer refusal(Return to, Refusal refusal) {
        Map<String, String> headers = new LinkedHashMap<>(headers(to));
        if (refusal.retryAfter() != null) {
            headers.put("Retry-After", String.valueOf(Errors.seconds(refusal.retryAfter())));
        }
        String challenge = refusal.details().get("challenge");
        if (challenge != null || refusal.reason() == Reason.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", challenge == null ? "Bearer" : challenge);
        }
        if (refusal.reason() == Reason.METHOD_NOT_ALLOWED) {
            headers.put("Allow", refusal.details().getOrDefault("allow", "POST"));
        }
        int status = WireError.of(refusal.reason()).status(to.binding());
        return new HttpAnswer(status, headers, refusalFrame(to, refusal));
    }

    /** The error for what should not have happened; it says nothing of what that was. */
    public HttpAnswer failure(Return to) {
        return new HttpAnswer(WireError.INTERNAL.status(to.binding()), headers(to), failureFrame(to));
    }

    /** The headers of a stream of frames. */
    public Map<String, String> streamHeaders(Return to) {
        Map<String, String> headers = new LinkedHashMap<>(headers(to));
        headers.put(CONTENT_TYPE, "text/event-stream");
        headers.put("Cache-Control", "no-cache");
        return headers;
    }

    /** The task as the first, or the last, event of a stream. */
    public byte[] taskFrame(Return to, Task task, @Nullable Integer historyLength) {
        return result(to, wrapped("task", out -> Wire.task(out, task, historyLength, true)));
    }

    /** What a stream shows of an event; empty for an event that no client sees. */
    public Optional<byte[]> eventFrame(Return to, String taskId, String contextId, Recorded recorded) {
        Document update = new Updates(taskId, contextId).of(recorded.event());
        return update == null ? Optional.empty() : Optional.of(result(to, update));
    }

    /** A message in place of a task; it is the only event of its stream. */
    public byte[] messageFrame(Return to, Message message) {
        return result(to, wrapped("message", out -> Wire.message(out, message, null, null)));
    }

    /** A refusal after a stream has begun; it is the last event. */
    public byte[] refusalFrame(Return to, Refusal refusal) {
        return envelope(to, "error", Errors.refusal(to.binding(), refusal));
    }

    /** A failure after a stream has begun; it is the last event. */
    public byte[] failureFrame(Return to) {
        return envelope(to, "error", Errors.failure(to.binding()));
    }

    private static HttpAnswer success(Return to, Document result) {
        return new HttpAnswer(200, headers(to), result(to, result));
    }

    private static byte[] result(Return to, Document result) {
        return to.binding() == Binding.JSON_RPC ? envelope(to, "result", result) : result.bytes();
    }

    /** The JSON-RPC answer; in HTTP+JSON an object with this one member. */
    private static byte[] envelope(Return to, String member, Document value) {
        if (to.binding() == Binding.HTTP_JSON) {
            return wrapped(member, value).bytes();
        }
        Document envelope = out -> {
            out.writeStartObject();
            out.writeStringField("jsonrpc", "2.0");
            out.writeFieldName("id");
            out.writeRawValue(to.id() == null ? "null" : to.id());
            out.writeFieldName(member);
            value.write(out);
            out.writeEndObject();
        };
        return envelope.bytes();
    }

    private static Document wrapped(String member, Document value) {
        return out -> {
            out.writeStartObject();
            out.writeFieldName(member);
            value.write(out);
            out.writeEndObject();
        };
    }

    private static Map<String, String> headers(Return to) {
        boolean a2a = to.a2aJson() && to.binding() == Binding.HTTP_JSON;
        String type = a2a ? MediaTypes.A2A_JSON : MediaTypes.JSON;
        return to.extensions().isEmpty()
                ? Map.of(CONTENT_TYPE, type)
                : Map.of(CONTENT_TYPE, type, EXTENSIONS, String.join(", ", to.extensions()));
    }
}
