package dev.drover.adapter.micrometer;

import dev.drover.agent.Reply;
import dev.drover.plan.Plan;
import dev.drover.task.Change;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the journal tells of tasks and steps, counted where this replica wrote it. */
final class TaskMeters {
    private final MeterRegistry registry;
    private final Function<String, AgentMeters> agents;
    private final Counter opened;
    private final Counter takeovers;
    private final Timer time;
    private final ModelMeters models;
    private final Map<String, Counter> ended = new ConcurrentHashMap<>();
    private final Map<TaskState, Counter> waiting = new ConcurrentHashMap<>();

    TaskMeters(MeterRegistry registry, Function<String, AgentMeters> agents) {
        this.registry = registry;
        this.agents = agents;
        models = new ModelMeters(registry);
        opened = Counter.builder("drover.tasks.opened")
                .description("Tasks that were accepted")
                .register(registry);
        takeovers = Counter.builder("drover.takeovers")
                .description("Tasks that were taken up where another process left them")
                .register(registry);
        time = Bounds.CALLS.timer(registry, "drover.task", "Tasks, from being accepted to their end");
    }

    void committed(Change change) {
        for (Event event : change.events()) {
            switch (event) {
                case Event.Opened first -> opened.increment();
                case Event.Taken taken -> taken(change.before(), taken);
                case Event.ModelAnswered answered -> models.spent(answered.spent());
                case Event.Replied replied -> replied(change.after(), replied);
                case Event.StateChanged changed when changed.state().interrupted() -> waiting(changed.state());
                case Event.AnsweredDirectly answered -> ended(change.after(), TaskState.COMPLETED, false);
                case Event.Ended end -> ended(change.after(), end.state(), partial(end));
                default -> {}
            }
        }
    }

    private void taken(@Nullable Task before, Event.Taken taken) {
        if (before != null
                && !before.state().interrupted()
                && before.taken() != null
                && !before.taken().replica().equals(taken.replica())) {
            takeovers.increment();
        }
    }

    private void replied(Task task, Event.Replied replied) {
        Plan plan = task.plan();
        if (plan == null) {
            return;
        }
        plan.steps().stream()
                .filter(step -> step.id().equals(replied.step()))
                .findFirst()
                .ifPresent(step -> agents.apply(step.agent()).replied(word(replied.reply())));
    }

    /** An unavailable reply by its reason. */
    private static String word(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> "answered";
            case Reply.InputRequired asks -> "input-required";
            case Reply.Declined declined -> "declined";
            case Reply.HandedOver over ->
                over.because() == null ? "handed-over" : over.because().word();
            case Reply.Unavailable unavailable -> unavailable.missing().word();
        };
    }

    private void waiting(TaskState state) {
        waiting.computeIfAbsent(state, now -> Counter.builder("drover.tasks.waiting")
                        .description("How often tasks began to wait for their callers")
                        .tags("state", Meters.word(now))
                        .register(registry))
                .increment();
    }

    /** Answers name what is missing in the task's metadata. */
    private static boolean partial(Event.Ended ended) {
        return ended.metadata().get("drover") instanceof Map<?, ?> own && Boolean.TRUE.equals(own.get("partial"));
    }

    private void ended(Task task, TaskState state, boolean partial) {
        String key = partial ? state + "/partial" : state.toString();
        ended.computeIfAbsent(key, now -> Counter.builder("drover.tasks.ended")
                        .description("Tasks that ended, by state, and whether an agent's answer is missing")
                        .tags("state", Meters.word(state), "partial", Boolean.toString(partial))
                        .register(registry))
                .increment();
        time.record(Duration.between(task.openedAt(), task.status().at()));
    }
}
