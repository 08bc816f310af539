package dev.drover.wiring.queue;

import dev.drover.a2a.MessageJson;
import dev.drover.entry.Entry;
import dev.drover.entry.Particulars;
import dev.drover.idempotency.Claims;
import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.limits.Permit;
import dev.drover.limits.Turnstile;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.queue.Trigger;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Journal;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import dev.drover.wiring.work.Replica;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code triggers}: a message on a queue becomes a request, or a rejected task. Safe for any number of threads. */
public final class Triggers {
    private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Map<String, Trigger> triggers;
    private final Map<String, Turnstile> turnstiles;
    private final TaskStore store;
    private final Journal journal;
    private final Claims claims;
    private final Clock clock;
    private final long longest;
    private final Supplier<Duration> patience;

    /**
     * @param longest bytes of a message's body
     * @param patience how long a message may still be held where Drover is on its way down
     */
    Triggers(List<Trigger> triggers, Replica replica, Claims claims, long longest, Supplier<Duration> patience) {
        this.longest = longest;
        this.patience = patience;
        this.triggers = triggers.stream().collect(Collectors.toMap(Trigger::name, Function.identity()));
        this.turnstiles = triggers.stream()
                .collect(Collectors.toMap(Trigger::name, trigger -> new Turnstile(trigger.inProgress())));
        this.store = replica.tasks();
        this.journal = replica.journal();
        this.claims = claims;
        this.clock = replica.clock();
    }

    /**
     * The message in the body becomes the one that {@code direct:request} takes. Leaves variables {@code arrived} (for a
     * rejection), {@code entry}, {@code caller}, {@code owed} (absent when nobody waits for replies), {@code acknowledge} and
     * {@code gathered}; all headers go.
     */
    public void read(Exchange exchange, String name) {
        Trigger trigger = Objects.requireNonNull(triggers.get(name), "routes of triggers are made from the settings");
        Arrived arrived = Arrived.of(trigger, exchange.getMessage());
        exchange.getMessage().removeHeaders("*");
        exchange.setVariable("arrived", arrived);
        exchange.setVariable("acknowledge", trigger.acknowledge().name());
        exchange.setVariable("gathered", trigger.gather() != null);
        exchange.setVariable("caller", trigger.caller());
        Particulars particulars = Particulars.read(arrived.words());
        exchange.setVariable(
                "caller",
                trigger.caller().named(particulars.callerAt(trigger.caller().name())));
        if (arrived.body().length > longest) {
            throw Refusal.invalid(new Violation("body", "must not be longer than " + longest + " bytes"));
        }
        Message given = MessageJson.read(arrived.body());
        exchange.setVariable("owed", arrived.owed(given != null, clock.instant()));
        exchange.setVariable(
                "entry",
                new Entry(
                        trigger.name(),
                        Map.of(),
                        Particulars.idempotencyKey(trigger.name(), particulars.messageId()),
                        Entry.Wait.NONE,
                        particulars.deadline()));
        exchange.getMessage()
                .setBody(given == null ? particulars.message(text(arrived), Ids::next) : particulars.over(given));
    }

    private static List<Part> text(Arrived arrived) {
        String text = text(arrived.body());
        if (text == null || text.isBlank()) {
            throw Refusal.invalid(new Violation("body", "must be text in UTF-8 or an A2A message, and not empty"));
        }
        return List.of(Part.text(text));
    }

    private static @Nullable String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * Keeps a message that is no request, of one that is too long the beginning, as a rejected task of its sender, once: leaves
     * variable {@code taskId}.
     */
    public void reject(Exchange exchange) {
        Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Arrived arrived = exchange.getVariable("arrived", Arrived.class);
        if (!(why instanceof Refusal)) {
            LOG.atError()
                    .addKeyValue("trigger", arrived.trigger().name())
                    .setCause(why)
                    .log("message failed");
        }
        Caller caller = exchange.getVariable("caller", Caller.class);
        String reason = why instanceof Refusal refusal ? refusal.text() : "an internal error";
        byte[] body = arrived.body().length > longest ? Arrays.copyOf(arrived.body(), (int) longest) : arrived.body();
        String text = text(body);
        Part payload = text == null ? Part.file(body, null, null) : Part.text(text);
        Message message = Message.of(arrived.idOr(Ids::next), Role.USER, List.of(payload));
        String taskId = claims.claim(
                        caller,
                        String.valueOf(Particulars.idempotencyKey(
                                "rejected:" + arrived.trigger().name(), message.id())),
                        message,
                        Ids::next)
                .taskId();
        Instant now = clock.instant();
        String contextId = Ids.next();
        Message said =
                Message.of(Ids.next(), Role.AGENT, List.of(Part.text(reason))).in(contextId, taskId);
        journal.open(
                taskId,
                List.of(
                        new Event.Opened(now, caller, contextId, message.in(contextId, taskId), now),
                        new Event.Ended(
                                now,
                                TaskState.REJECTED,
                                said,
                                Map.of(
                                        "drover",
                                        Map.of("trigger", arrived.trigger().name())))));
        LOG.atWarn()
                .addKeyValue("trigger", arrived.trigger().name())
                .addKeyValue("task", taskId)
                .log("message rejected");
        exchange.setVariable("taskId", taskId);
        exchange.setVariable("owed", arrived.owed(false, now));
    }

    /**
     * Waits until fewer tasks of the trigger are worked on here than it lets in at once: leaves variable {@code turn}, which the
     * work gives back at its end, and this when there is none. A consumer that waits takes no more.
     */
    public void takeTurn(Exchange exchange) throws InterruptedException {
        Permit before = exchange.getVariable("turn", Permit.class);
        if (before != null) {
            before.close(); // the message tries again
        }
        String trigger =
                exchange.getVariable("arrived", Arrived.class).trigger().name();
        Turnstile turnstile = Objects.requireNonNull(turnstiles.get(trigger), "each trigger has one");
        Optional<Permit> place = Optional.empty();
        while (place.isEmpty()) {
            giveBack(exchange.getContext().isStopping());
            place = turnstile.enter(LOOK_AGAIN);
        }
        Permit turn = place.get();
        exchange.setVariable("turn", turn);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                if (!Boolean.TRUE.equals(done.getVariable("opened"))) {
                    turn.close();
                }
            }

            @Override
            public boolean allowHandover() {
                return false;
            }
        });
    }

    /** Waits until the task of variable {@code taskId} is at rest; its deadline bounds that. */
    public void awaitRest(Exchange exchange) throws InterruptedException {
        String taskId = exchange.getVariable("taskId", String.class);
        Semaphore changes = new Semaphore(0);
        try (Subscription watch = store.watch(taskId, changes::release)) {
            while (!atRest(taskId)) {
                giveBack(patience.get().isNegative());
                changes.tryAcquire(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
                changes.drainPermits();
            }
        }
    }

    /** What somebody waits for here would keep Camel from stopping, and so the tasks of this replica from the others. */
    private static void giveBack(boolean now) throws InterruptedException {
        if (now) {
            throw new InterruptedException("Drover stops, and the message goes back to its broker");
        }
    }

    private boolean atRest(String taskId) {
        return store.find(Scope.all(), taskId)
                .map(Task::state)
                .map(TaskState::atRest)
                .orElse(true);
    }
}
