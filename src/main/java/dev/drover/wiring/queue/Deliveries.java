package dev.drover.wiring.queue;

import dev.drover.deadletter.LostWork;
import dev.drover.identity.Scope;
import dev.drover.queue.Outbox;
import dev.drover.queue.Owed;
import dev.drover.queue.Trigger;
import dev.drover.state.StateStore;
import dev.drover.task.Recorded;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import dev.drover.wiring.work.Replica;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code outbox}: sends what queues are owed, each task's replies in order and at least once. The cursor moves
 * when the replies up to a rest of the task are with the broker; after a crash they are sent again from there.
 *
 * <p>Threads: any number. One delivery of a task at a time: on this replica by a set, among replicas by a claim.
 */
public final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration CLAIMED = Duration.ofSeconds(60);
    private static final Duration AWAY = Duration.ofSeconds(4);
    private static final int BATCH = 256;

    /** How often in a row a broker has to refuse a reply, so that it is no mistake of a moment. */
    private static final int REFUSALS = 3;

    private final Map<String, Trigger> triggers;
    private final Outbox outbox;
    private final LostWork lost;
    private final TaskStore store;
    private final StateStore state;
    private final Clock clock;
    private final byte[] replica;
    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> awayUntil = new ConcurrentHashMap<>();

    Deliveries(List<Trigger> triggers, Outbox outbox, Replica replica) {
        this.triggers = triggers.stream().collect(Collectors.toMap(Trigger::name, Function.identity()));
        this.outbox = outbox;
        this.lost = new LostWork(replica.tasks(), replica.journal(), replica.clock());
        this.store = replica.tasks();
        this.state = replica.state();
        this.clock = replica.clock();
        this.replica = replica.id().getBytes(StandardCharsets.UTF_8);
    }

    /** Notes durably what the sender of the task of variable {@code taskId} is owed; before the message is acknowledged. */
    public void owe(Exchange exchange) {
        Owed owed = exchange.getVariable("owed", Owed.class);
        String taskId = exchange.getVariable("taskId", String.class);
        Task task = exchange.getVariable("task", Task.class);
        // A follow-up is owed what comes after it; a repeat may be owed everything.
        boolean followUp = task != null && task.round() > 1 && Boolean.TRUE.equals(exchange.getVariable("opened"));
        outbox.owe(owed.of(taskId, followUp ? task.sequence() : 0));
    }

    /**
     * Begins the delivery of the task of variable {@code taskId} and prepares its first reply; variable {@code due} is false
     * when nothing is owed or somebody else delivers.
     */
    public void begin(Exchange exchange) throws InterruptedException {
        String taskId = exchange.getVariable("taskId", String.class);
        exchange.setVariable("due", false);
        if (!here.add(taskId)) {
            return;
        }
        Delivery delivery = outbox.find(taskId)
                .flatMap(owed -> store.find(Scope.all(), taskId).map(task -> new Delivery(owed, task)))
                .orElse(null);
        exchange.setVariable("delivery", delivery);
        if (delivery == null) {
            outbox.settle(taskId);
            here.remove(taskId);
            return;
        }
        if (isAway(delivery.owed())) {
            here.remove(taskId);
            return;
        }
        exchange.setVariable("trigger", delivery.owed().trigger());
        exchange.setVariable("address", delivery.owed().address());
        next(exchange, delivery);
    }

    /** After a reply is with the broker: prepares the next, or settles. */
    public void sent(Exchange exchange) throws InterruptedException {
        Delivery delivery = exchange.getVariable("delivery", Delivery.class);
        delivery.sent();
        next(exchange, delivery);
    }

    private void next(Exchange exchange, Delivery delivery) throws InterruptedException {
        Reply reply = waitFor(exchange, delivery);
        if (reply == null || !claimed(delivery)) {
            end(delivery, reply == null);
            exchange.setVariable("due", false);
            return;
        }
        reply.write(exchange.getMessage());
        exchange.setVariable("due", true);
    }

    /** The next reply; null when all up to a rest of the task are sent, or when it is another's to wait for them. */
    private @Nullable Reply waitFor(Exchange exchange, Delivery delivery) throws InterruptedException {
        boolean patient = exchange.getVariable("patient", true, Boolean.class);
        String taskId = delivery.owed().taskId();
        Semaphore changes = new Semaphore(0);
        try (Subscription watch = store.watch(taskId, changes::release)) {
            while (true) {
                Optional<Task> task = store.find(Scope.all(), taskId);
                if (task.isEmpty()) {
                    return null;
                }
                List<Recorded> events =
                        delivery.owed().events() ? store.events(taskId, delivery.read(), BATCH) : List.of();
                Reply reply = delivery.next(task.get(), events);
                if (reply != null || delivery.complete()) {
                    return reply;
                }
                if (events.isEmpty() && (!patient || Thread.currentThread().isInterrupted())) {
                    return null;
                }
                if (events.isEmpty()) {
                    changes.tryAcquire(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
                    changes.drainPermits();
                }
            }
        }
    }

    private boolean claimed(Delivery delivery) {
        if (!delivery.claimAgain(clock.instant())) {
            return true;
        }
        String key = claim(delivery.owed().taskId());
        return state.claim(key, replica, CLAIMED) || state.replace(key, replica, replica, CLAIMED);
    }

    private static String claim(String taskId) {
        return "delivery:" + taskId;
    }

    private void end(Delivery delivery, boolean mine) {
        String taskId = delivery.owed().taskId();
        if (mine && delivery.complete()) {
            outbox.settle(taskId);
        }
        if (mine && delivery.hasClaim()) {
            state.remove(claim(taskId));
        }
        here.remove(taskId);
    }

    /** Whether the broker took nothing there a moment ago: then replies to this address are left to a later sweep. */
    private boolean isAway(Owed owed) {
        Instant until = awayUntil.get(place(owed));
        return until != null && clock.instant().isBefore(until);
    }

    private static String place(Owed owed) {
        return owed.trigger() + " " + owed.address();
    }

    /**
     * The broker did not take a reply: it stays owed, and a later sweep tries again from the cursor. One that is refused
     * again and again, or was tried for too long, becomes a dead letter.
     */
    public void failed(Exchange exchange) {
        Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Delivery delivery = exchange.getVariable("delivery", Delivery.class);
        String taskId = exchange.getVariable("taskId", String.class);
        String cause = Undelivered.cause(why).getClass().getSimpleName();
        LOG.atWarn().addKeyValue("task", taskId).addKeyValue("cause", cause).log("reply not sent");
        LOG.debug("the whole of it", why);
        try {
            if (delivery != null) {
                Undelivered kind = Undelivered.of(why);
                if (kind != Undelivered.MESSAGE) {
                    awayUntil.put(place(delivery.owed()), clock.instant().plus(AWAY));
                }
                failed(delivery.owed().failed(cause, kind != Undelivered.AWAY));
                if (delivery.hasClaim()) {
                    state.remove(claim(taskId)); // whichever replica gets to it first
                }
            }
        } finally {
            here.remove(taskId);
        }
    }

    private void failed(Owed owed) {
        Trigger trigger = triggers.get(owed.trigger());
        boolean late = trigger == null || owed.since() + trigger.replyFor().toMillis() <= clock.millis();
        if (late || owed.refusals() >= REFUSALS) {
            String reason = "the queue " + owed.address() + " does not take the reply: " + owed.problem();
            lost.reply(owed.taskId(), reason, owed.attempts(), owed.details());
            outbox.settle(owed.taskId());
        } else {
            outbox.update(owed);
        }
    }

    /** Tasks whose replies are owed and are not being delivered here, a list for each trigger. */
    public Collection<List<String>> owed() {
        Map<String, List<String>> byTrigger = outbox.all().stream()
                .filter(owed -> !here.contains(owed.taskId()))
                .collect(Collectors.groupingBy(Owed::trigger, Collectors.mapping(Owed::taskId, Collectors.toList())));
        return byTrigger.values();
    }
}
