package dev.drover.task;

import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.JsonValues;
import dev.drover.message.Message;
import dev.drover.model.Spent;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task in the making: takes events one by one. For one thread. */
final class Fold {
    private final String id;
    private long sequence;
    private @Nullable Caller owner;
    private String contextId = "";
    private Instant openedAt = Instant.EPOCH;
    private Instant deadline = Instant.EPOCH;
    private @Nullable Status status;
    private final List<Message> history;
    private final List<Produced> artifacts;
    private @Nullable Plan plan;
    private final Map<String, Reply> replies;
    private int round;
    private @Nullable Taken taken;
    private Map<String, @Nullable Object> metadata = Map.of();
    private @Nullable Message direct;

    Fold(String id) {
        this.id = id;
        history = new ArrayList<>();
        artifacts = new ArrayList<>();
        replies = new HashMap<>();
    }

    Fold(Task task) {
        id = task.id();
        sequence = task.sequence();
        owner = task.owner();
        contextId = task.contextId();
        openedAt = task.openedAt();
        deadline = task.deadline();
        status = task.status();
        history = new ArrayList<>(task.history());
        artifacts = new ArrayList<>(task.artifacts());
        plan = task.plan();
        replies = new HashMap<>(task.replies());
        round = task.round();
        taken = task.taken();
        metadata = task.metadata();
        direct = task.direct();
    }

    void apply(Event event) {
        if (status == null != (event instanceof Event.Opened)) {
            throw new IllegalStateException("a task has one opened event, and it is the first");
        }
        if (status != null && status.state().terminal() && !(event instanceof Event.Note)) {
            throw new IllegalStateException("no event follows the end of a task");
        }
        sequence++;
        switch (event) {
            case Event.Opened opened -> open(opened);
            case Event.MessageAdded added -> addMessage(added);
            case Event.Planned planned -> plan = planned.plan();
            case Event.StepAdded added -> addStep(added.step());
            case Event.Taken by -> take(by);
            case Event.Progress progress -> move(TaskState.WORKING, progress.message(), progress.at());
            case Event.ArtifactAdded added -> addArtifact(added);
            case Event.ModelAnswered answered -> spend(answered.spent());
            case Event.Replied replied -> replies.putIfAbsent(replied.step(), replied.reply());
            case Event.StateChanged changed -> move(changed.state(), changed.message(), changed.at());
            case Event.AnsweredDirectly answered -> {
                direct = answered.message();
                move(TaskState.COMPLETED, null, answered.at());
            }
            case Event.Ended ended -> {
                metadata = merged(ended.metadata());
                move(ended.state(), ended.message(), ended.at());
            }
            case Event.ToolAnswered answered -> {}
            case Event.Note note -> {}
        }
    }

    private void open(Event.Opened opened) {
        owner = opened.owner();
        contextId = opened.contextId();
        openedAt = opened.at();
        deadline = opened.deadline();
        history.add(opened.message());
        round = 1;
        status = new Status(TaskState.SUBMITTED, null, opened.at());
    }

    private void addMessage(Event.MessageAdded added) {
        move(TaskState.WORKING, null, added.at());
        history.add(added.message());
        deadline = added.deadline();
        replies.values().removeIf(Reply.InputRequired.class::isInstance);
        if (plan != null && plan.question() != null) {
            plan = null;
        }
        round++;
    }

    private void addStep(Step step) {
        Plan known = Objects.requireNonNull(plan, "a step is added to a plan");
        List<Step> steps = new ArrayList<>(known.steps());
        steps.add(step);
        plan = Plan.of(steps, known.planner());
    }

    private void take(Event.Taken by) {
        taken = new Taken(by.replica(), by.epoch());
        artifacts.removeIf(produced -> !replies.containsKey(produced.step()));
        if (status == null || status.state() != TaskState.WORKING) {
            move(TaskState.WORKING, null, by.at());
        }
    }

    private void addArtifact(Event.ArtifactAdded added) {
        Produced produced = new Produced(added.step(), added.artifact());
        for (int i = 0; i < artifacts.size(); i++) {
            Produced known = artifacts.get(i);
            if (known.artifact().id().equals(added.artifact().id())) {
                artifacts.set(
                        i,
                        added.append()
                                ? new Produced(added.step(), known.artifact().append(added.artifact()))
                                : produced);
                return;
            }
        }
        artifacts.add(produced);
    }

    /** A status message that is replaced moves to the history (A2A 1.0, history rules). */
    private void move(TaskState state, @Nullable Message message, Instant at) {
        if (status != null && status.message() != null) {
            history.add(status.message());
        }
        status = new Status(state, message, at);
    }

    /** What the task has cost so far is in its metadata, where clients see it. */
    private void spend(Spent spent) {
        Map<String, @Nullable Object> drover = drover(metadata);
        drover.put("usage", spent.plus(drover.get("usage")));
        metadata = merged(JsonValues.object("drover", drover));
    }

    private static Map<String, @Nullable Object> drover(Map<String, @Nullable Object> metadata) {
        Map<String, @Nullable Object> drover = new LinkedHashMap<>();
        if (metadata.get("drover") instanceof Map<?, ?> known) {
            known.forEach((name, value) -> drover.put(String.valueOf(name), value));
        }
        return drover;
    }

    private Map<String, @Nullable Object> merged(Map<String, @Nullable Object> more) {
        if (metadata.isEmpty()) {
            return more;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(metadata);
        all.putAll(more);
        return all;
    }

    Task task() {
        return new Task(
                id,
                sequence,
                Objects.requireNonNull(owner, "a task is opened first"),
                contextId,
                openedAt,
                deadline,
                Objects.requireNonNull(status, "a task is opened first"),
                history,
                artifacts,
                plan,
                replies,
                round,
                taken,
                metadata,
                direct);
    }
}
