package dev.drover.wiring.work;

import dev.drover.identity.Scope;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Produced;
import dev.drover.task.Query;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.util.ArrayList;
import java.util.List;

/** What was said in a context before: the caller's messages, answers, and the texts of artifacts, oldest first. */
final class Histories {
    /** How many earlier tasks of the context are looked at. */
    private static final int TASKS = 20;

    private final TaskStore store;

    Histories(TaskStore store) {
        this.store = store;
    }

    /** All of the context but the message that is being worked on. */
    List<Message> before(Assignment assignment) {
        Task task = assignment.task();
        List<Message> history = new ArrayList<>();
        if (!assignment.firstOfContext()) {
            Query query = new Query(task.contextId(), null, null, TASKS, null);
            store.list(Scope.of(task.owner()), query).tasks().reversed().stream()
                    .filter(other -> !other.id().equals(task.id()))
                    .forEach(other -> addAll(other, history));
        }
        if (task.round() > 1 || !task.replies().isEmpty()) {
            addAll(task, history);
            history.remove(task.request());
        }
        return history;
    }

    private static void addAll(Task task, List<Message> history) {
        history.addAll(task.history());
        for (Produced produced : task.artifacts()) {
            String text = Message.textOf(produced.artifact().parts());
            if (!text.isEmpty() && !produced.step().isEmpty()) {
                history.add(Message.of(task.id() + "/" + produced.artifact().id(), Role.AGENT, List.of(Part.text(text)))
                        .in(task.contextId(), task.id()));
            }
        }
        Message last = task.status().message();
        if (last != null) {
            history.add(last);
        }
    }
}
