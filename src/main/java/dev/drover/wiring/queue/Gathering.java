package dev.drover.wiring.queue;

import dev.drover.a2a.MessageJson;
import dev.drover.entry.Entry;
import dev.drover.entry.Particulars;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.queue.Batch;
import dev.drover.queue.Batches;
import dev.drover.queue.Owed;
import dev.drover.queue.Trigger;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.task.Ids;
import dev.drover.wiring.work.Replica;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code batches}: messages of triggers that gather become tasks together. Variable {@code due} is a batch that is
 * to be run.
 *
 * <p>Threads: any number. A batch that is run twice, here or on another replica, is one task, since it is one request.
 */
public final class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    /** After this time a closed batch is taken for one that was left. */
    private static final Duration LEFT = Duration.ofSeconds(3);

    private final Map<String, Gathers> triggers;
    private final Clock clock;
    private final Set<String> here = ConcurrentHashMap.newKeySet();

    private Gathering(Map<String, Gathers> triggers, Clock clock) {
        this.triggers = triggers;
        this.clock = clock;
    }

    /** A trigger that gathers, and its batches. */
    private record Gathers(Trigger trigger, Batches batches) {}

    /** A batch of a trigger. */
    public record Due(String trigger, Batch batch) {}

    static Gathering of(List<Trigger> triggers, Replica replica, Duration remembered) {
        Map<String, Gathers> gathering = new HashMap<>();
        for (Trigger trigger : triggers) {
            Trigger.Gather gather = trigger.gather();
            if (gather != null) {
                Batches batches = new Batches(
                        replica.state(),
                        trigger.name(),
                        gather.count(),
                        gather.time(),
                        remembered,
                        Ids::next,
                        replica.clock());
                gathering.put(trigger.name(), new Gathers(trigger, batches));
            }
        }
        return new Gathering(Map.copyOf(gathering), replica.clock());
    }

    /** Keeps the message in the body: leaves variable {@code due} when that closed its batch. */
    public void add(Exchange exchange) {
        Message message = exchange.getMessage().getBody(Message.class);
        if (message.taskId() != null) {
            throw Refusal.invalid(new Violation("taskId", "must not be given where messages are gathered"));
        }
        Arrived arrived = exchange.getVariable("arrived", Arrived.class);
        String caller = exchange.getVariable("caller", Caller.class).name();
        Owed owed = exchange.getVariable("owed", Owed.class);
        Gathered gathered = new Gathered(
                caller,
                owed == null ? null : owed.address(),
                owed != null && owed.json(),
                exchange.getVariable("entry", Entry.class).deadline(),
                message);
        String trigger = arrived.trigger().name();
        Batch batch = gathers(trigger)
                .batches()
                .add(
                        caller + "\n" + arrived.batch(),
                        caller + "\n" + message.id(),
                        gathered.encode(),
                        arrived.isLast());
        if (batch.stage() == Batch.Stage.CLOSED) {
            exchange.setVariable("due", new Due(trigger, batch));
        }
    }

    /** Batches whose time is up, and those that somebody has left. */
    public List<Due> due() {
        List<Due> due = new ArrayList<>();
        triggers.forEach((trigger, gathers) -> gathers.batches().due(LEFT).stream()
                .filter(batch -> !here.contains(batch.id()))
                .forEach(batch -> due.add(new Due(trigger, batch))));
        return due;
    }

    /** The batch of variable {@code due} becomes the message that {@code direct:request} takes, with all that goes with it. */
    public void request(Exchange exchange) {
        Due due = due(exchange);
        here.add(due.batch().id());
        Gathers gathers = gathers(due.trigger());
        List<Gathered> all = gathers.batches().contents(due.batch()).stream()
                .map(Gathered::decode)
                .toList();
        Gathered first = all.getFirst();
        Message message = Gathered.merged(all, due.batch().id());
        Arrived arrived = new Arrived(
                gathers.trigger(),
                MessageJson.plain(message.parts()).getBytes(StandardCharsets.UTF_8),
                Map.of("messageId", message.id())::get,
                first.replyTo(),
                due.batch().key().split("\n", 2)[1]);
        exchange.setVariable("arrived", arrived);
        exchange.setVariable("owed", arrived.owed(first.json(), clock.instant()));
        exchange.setVariable("caller", gathers.trigger().caller().named(first.caller()));
        exchange.setVariable(
                "entry",
                new Entry(
                        due.trigger(),
                        Map.of(),
                        Particulars.idempotencyKey(due.trigger(), message.id()),
                        Entry.Wait.NONE,
                        first.deadline()));
        exchange.getMessage().setBody(message);
    }

    /** The journal has it. */
    public void settle(Exchange exchange) {
        Due due = due(exchange);
        gathers(due.trigger()).batches().settle(due.batch());
        here.remove(due.batch().id());
    }

    /** It cannot be run now; it is due again in a moment. */
    public void leave(Exchange exchange) {
        Due due = due(exchange);
        here.remove(due.batch().id());
        LOG.atWarn()
                .addKeyValue("trigger", due.trigger())
                .addKeyValue("batch", due.batch().id())
                .log("batch left for later");
    }

    private static Due due(Exchange exchange) {
        return exchange.getVariable("due", Due.class);
    }

    private Gathers gathers(String trigger) {
        return Objects.requireNonNull(triggers.get(trigger), "only messages of triggers that gather come here");
    }
}
