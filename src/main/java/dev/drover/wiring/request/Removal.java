package dev.drover.wiring.request;

import dev.drover.a2a.HttpAnswer;
import dev.drover.a2a.HttpRequest;
import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Journal;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import dev.drover.wiring.work.ContextState;
import dev.drover.wiring.work.Replica;
import dev.drover.wiring.work.Running;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code removal}: removes a task, or a context with all its tasks and all that agents have kept in it. What is
 * still being worked on is cancelled first. Safe for any number of threads.
 */
public final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
    private static final Pattern TASK = Pattern.compile("/admin/tasks/([^/]+)");
    private static final Pattern CONTEXT = Pattern.compile("/admin/contexts/([^/]+)");
    private static final Pattern OWNER = Pattern.compile("owner=([^&]+)");
    private static final int BATCH = 100;

    private final TaskStore store;
    private final Journal journal;
    private final Running running;
    private final ContextState contexts;
    private final Clock clock;

    Removal(Replica replica, ContextState contexts) {
        this.store = replica.tasks();
        this.journal = replica.journal();
        this.running = replica.running();
        this.contexts = contexts;
        this.clock = replica.clock();
    }

    /** {@code /admin/tasks/<id>} or {@code /admin/contexts/<id>}, the latter of the caller's or of {@code ?owner=<name>}. */
    public HttpAnswer remove(HttpRequest request, Caller caller) {
        Matcher task = TASK.matcher(request.rawPath());
        Matcher context = CONTEXT.matcher(request.rawPath());
        if (!request.method().equals("DELETE")) {
            throw Refusal.of(Reason.METHOD_NOT_ALLOWED, "this path takes DELETE only", Map.of("allow", "DELETE"));
        }
        if (task.matches()) {
            return removed(removeTask(decoded("task", task.group(1)), caller));
        }
        if (!context.matches()) {
            throw Refusal.of(Reason.METHOD_NOT_FOUND, "there is /admin/tasks/<id> and /admin/contexts/<id>");
        }
        Matcher owner = OWNER.matcher(request.rawQuery() == null ? "" : request.rawQuery());
        Caller whose = owner.matches() ? new Caller(decoded("owner", owner.group(1))) : caller;
        return removed(removeContext(whose, decoded("context", context.group(1)), caller));
    }

    private int removeTask(String taskId, Caller caller) {
        Task task = store.find(Scope.changeableBy(caller), taskId).orElseThrow(() -> Refusal.taskNotFound(taskId));
        remove(task.id());
        LOG.atInfo()
                .addKeyValue("task", task.id())
                .addKeyValue("owner", task.owner())
                .addKeyValue("caller", caller)
                .log("removed");
        return 1;
    }

    private int removeContext(Caller owner, String contextId, Caller caller) {
        if (!Scope.changeableBy(caller).sees(owner)) {
            throw Refusal.of(Reason.FORBIDDEN, "only an operator removes what others own");
        }
        int gone = 0;
        for (List<String> ids = store.ofContext(owner, contextId, BATCH);
                !ids.isEmpty();
                ids = store.ofContext(owner, contextId, BATCH)) {
            ids.forEach(this::remove);
            gone += ids.size();
        }
        contexts.remove(owner, contextId);
        LOG.atInfo()
                .addKeyValue("context", contextId)
                .addKeyValue("owner", owner)
                .addKeyValue("number", gone)
                .addKeyValue("caller", caller)
                .log("removed");
        return gone;
    }

    /** A task that somebody else removes meanwhile is removed as well. */
    private void remove(String taskId) {
        try {
            running.interrupt(journal.change(taskId, this::ended));
            store.remove(taskId);
        } catch (Refusal gone) {
            if (gone.reason() != Reason.TASK_NOT_FOUND) {
                throw gone;
            }
        }
    }

    private List<Event> ended(Task task) {
        if (task.state().terminal()) {
            return List.of();
        }
        Message said = Message.of(Ids.next(), Role.AGENT, List.of(Part.text("removed")))
                .in(task.contextId(), task.id());
        return List.of(new Event.Ended(clock.instant(), TaskState.CANCELED, said, Map.of()));
    }

    private static String decoded(String what, String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(new Violation(what, "must be percent-encoded UTF-8"));
        }
    }

    private static HttpAnswer removed(int tasks) {
        byte[] body = ("{\"removed\":" + tasks + "}").getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(200, Map.of("Content-Type", "application/json"), body);
    }
}
