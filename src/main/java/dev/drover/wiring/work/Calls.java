package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.agent.Agents;
import dev.drover.agent.CallFailed;
import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.answer.Answers;
import dev.drover.identity.Scope;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.metrics.Metrics;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code calls}: what the guard around every agent is made of. Safe for any number of threads. */
public final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final TaskStore store;
    private final WorkJournal writes;
    private final Patience patience;
    private final Agents agents;
    private final Answers answers;
    private final Histories histories;
    private final Metrics metrics;
    private final Clock clock;
    private final AgentRuns runs;
    private final Hedges hedges;

    Calls(Replica replica, WorkJournal writes, Patience patience, Answers answers, Histories histories) {
        this.store = replica.tasks();
        this.writes = writes;
        this.patience = patience;
        this.agents = replica.agents();
        this.answers = answers;
        this.histories = histories;
        this.metrics = replica.metrics();
        this.clock = replica.clock();
        runs = new AgentRuns(clock);
        hedges = new Hedges(runs, writes, metrics, clock);
    }

    /** Begins the call of the step in the body: leaves variables {@code call}, {@code attempt} (from 1) and {@code again}. */
    public void begin(Exchange exchange) {
        Assignment assignment = exchange.getVariable("assignment", Assignment.class);
        Step step = exchange.getMessage().getBody(Step.class);
        Optional<Agent> found = agents.find(step.agent());
        Agent agent = found.orElseGet(() -> Agent.of(step.agent(), "", List.of(), List.of()));
        List<Message> history = patience.insist(() -> histories.before(assignment));
        exchange.setVariable("call", StepCall.of(assignment, step, agent, clock.instant(), history));
        metrics.callBegan(agent.name());
        exchange.setVariable("attempt", 1);
        exchange.setVariable("again", found.isPresent());
        if (found.isEmpty()) {
            // It was planned for, and then its file was removed.
            Reply gone = new Reply.Unavailable(Missing.FAILED, List.of(Part.text("it is not there any more")));
            exchange.getMessage().setBody(List.of(new Event.Replied(clock.instant(), step.id(), gone)));
        }
    }

    /** Calls the agent once; the body becomes the events of its reply. What it throws is for the circuit breaker. */
    public void attempt(Exchange exchange) throws Exception {
        StepCall call = exchange.getVariable("call", StepCall.class);
        patience.insist(() -> true); // a replica without its lease begins no call
        List<Event> events = call.agent().calls().hedge() ? hedges.reply(exchange, call) : runs.reply(exchange, call);
        if (events.getFirst() instanceof Event.StepAdded added
                && agents.find(added.step().agent()).isEmpty()) {
            throw new IllegalStateException(
                    call.agent().name() + " hands over to " + added.step().agent() + ", which is no agent");
        }
        exchange.getMessage()
                .setBody(Shown.events(events, call.assignment().task().request()));
        exchange.setVariable("again", false);
    }

    /** After an attempt that gave no reply: pauses and leaves {@code again}, or leaves the events of an unavailable reply. */
    public void failed(Exchange exchange) throws InterruptedException {
        StepCall call = exchange.getVariable("call", StepCall.class);
        Throwable cause = Failures.cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        int attempt = exchange.getVariable("attempt", Integer.class);
        Missing missing = missing(cause, call);
        metrics.attemptFailed(call.agent().name(), missing.word());
        Task task = call.assignment().task();
        LOG.atWarn()
                .addKeyValue("caller", task.owner().name())
                .addKeyValue("task", task.id())
                .addKeyValue("context", task.contextId())
                .addKeyValue("agent", call.agent().name())
                .addKeyValue("attempt", attempt)
                .addKeyValue("reason", missing.word())
                .addKeyValue("cause", cause.getClass().getSimpleName())
                .log("call failed");
        Duration asked = Failures.retryAfter(cause);
        Duration own = pause(attempt);
        Duration pause = asked.compareTo(own) > 0 ? asked : own;
        boolean again = (missing == Missing.FAILED || cause instanceof CallFailed)
                && attempt <= call.agent().calls().retries()
                && Failures.worthRetrying(cause)
                && call.left(clock.instant()).compareTo(pause) > 0;
        if (again) {
            metrics.retried(call.agent().name());
            Thread.sleep(pause);
            exchange.setVariable("attempt", attempt + 1);
        } else {
            exchange.getMessage()
                    .setBody(hasStandIn(call, missing) ? standIn(call, missing) : none(call, missing, cause));
        }
        exchange.setVariable("again", again);
    }

    private List<Event> none(StepCall call, Missing missing, Throwable cause) {
        Reply reply = new Reply.Unavailable(missing, Failures.said(cause));
        return List.of(new Event.Replied(clock.instant(), call.step().id(), reply));
    }

    /** An agent stands in for one that gave no reply, if the caller may reach it; what a model asks goes back to the model. */
    private boolean hasStandIn(StepCall call, Missing missing) {
        String instead = call.agent().calls().instead();
        Task task = call.assignment().task();
        return instead != null
                && missing != Missing.CANCELLED
                && !isTool(task, call.step())
                && HandOvers.possible(task)
                && clock.instant().isBefore(task.deadline())
                && task.owner().reach().includes(instead)
                && agents.find(instead).isPresent();
    }

    private List<Event> standIn(StepCall call, Missing missing) {
        String instead = Objects.requireNonNull(call.agent().calls().instead());
        LOG.atWarn()
                .addKeyValue("task", call.assignment().task().id())
                .addKeyValue("agent", call.agent().name())
                .addKeyValue("reason", missing.word())
                .addKeyValue("instead", instead)
                .log("another agent stands in");
        return HandOvers.events(call.assignment().task(), call.step(), instead, call.input(), missing, clock.instant());
    }

    private static Missing missing(Throwable cause, StepCall call) {
        if (call.assignment().over()) {
            return Missing.CANCELLED;
        }
        return switch (cause) {
            case CallNotPermittedException open -> Missing.BREAKER_OPEN;
            case OverLimit full -> Missing.OVER_LIMIT;
            case CancellationException cancelled -> Missing.CANCELLED;
            case TimeoutException late -> Missing.TIMED_OUT;
            case CallFailed failed -> failed.missing();
            default -> Missing.FAILED;
        };
    }

    /** Twice as long each time, spread by a half so that those who failed together do not come back together. */
    private static Duration pause(int attempt) {
        long millis = FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 6);
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
    }

    /**
     * Keeps the events of a plan's only step for the write that ends the task; journals those of any other at once, and then
     * leaves the step that goes on with it in the body, if it was handed over.
     */
    public void replied(Exchange exchange) {
        StepCall call = exchange.getVariable("call", StepCall.class);
        @SuppressWarnings("unchecked")
        List<Event> events = exchange.getMessage().getBody(List.class);
        metrics.callEnded(call.agent().name(), System.nanoTime() - call.began());
        Traced.replied(exchange, events);
        Assignment assignment = call.assignment();
        if (isTool(assignment.task(), call.step())) {
            return;
        }
        assignment.shownUntilReply(call.step().id());
        boolean only = assignment.task().steps().size() == 1;
        if (only) {
            assignment.unwritten(events);
            return;
        }
        String step = call.step().id();
        Task task = writes.change(
                assignment, events, now -> now.replies().containsKey(step) ? List.of() : HandOvers.onto(now, events));
        exchange.getMessage().setBody(HandOvers.next(task, step));
        if (!task.replies().containsKey(step)) {
            LOG.atInfo()
                    .addKeyValue("task", task.id())
                    .addKeyValue("agent", call.agent().name())
                    .log("late reply dropped");
        }
        if (task.state().terminal() || answers.settled(task)) {
            assignment.cancelCalls();
        }
    }

    /** A step outside the plan is for an agent that asked: what it gave goes back there and not into the journal. */
    private static boolean isTool(Task task, Step step) {
        return task.steps().stream().noneMatch(planned -> planned.id().equals(step.id()));
    }

    /** After a wave: the task as all its replies left it. */
    public void gathered(Exchange exchange) {
        Assignment assignment = exchange.getVariable("assignment", Assignment.class);
        patience.insist(() -> store.find(Scope.all(), assignment.task().id())).ifPresent(assignment::task);
    }
}
