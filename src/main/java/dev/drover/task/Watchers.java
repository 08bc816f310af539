package dev.drover.task;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who watches which task on this replica. For any number of threads; listeners run on the thread that notifies. */
public final class Watchers {
    private final ConcurrentHashMap<String, List<Runnable>> byTask = new ConcurrentHashMap<>();

    public Subscription watch(String taskId, Runnable changed) {
        byTask.compute(taskId, (id, known) -> {
            List<Runnable> listeners = known == null ? new CopyOnWriteArrayList<>() : known;
            listeners.add(changed);
            return listeners;
        });
        return () -> byTask.computeIfPresent(taskId, (id, listeners) -> {
            listeners.remove(changed);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    public boolean isWatched(String taskId) {
        return byTask.containsKey(taskId);
    }

    public void changed(String taskId) {
        List<Runnable> listeners = byTask.get(taskId);
        if (listeners != null) {
            listeners.forEach(Runnable::run);
        }
    }
}
