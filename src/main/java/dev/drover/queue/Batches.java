package dev.drover.queue;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The aggregation repository: messages of one trigger, gathered by key, each in exactly one batch, shared by all replicas
 * and kept over crashes. A message that is added again finds the batch that it is in.
 *
 * <p>A batch is a value with its members, an entry in the list of what is not settled, and a value for each message. Each
 * step can be repeated from the start of {@link #add}, so a crash between two of them loses nothing.
 *
 * <p>Threads: any number, on any replica; they meet by replace.
 */
public final class Batches {
    private static final Duration KEPT = Duration.ofDays(365);
    private static final Duration LATER = Duration.ofSeconds(1);

    /** The list of what is not settled is rewritten whole, so it is kept small. */
    private static final int MOST = 500;

    private final StateStore store;
    private final String trigger;
    private final int most;
    private final Duration longest;
    private final Duration remembered;
    private final Supplier<String> newId;
    private final Clock clock;

    /**
     * The batches of one trigger.
     *
     * @param most messages in a batch
     * @param longest from a batch's first message until it is closed
     * @param remembered how long a message that is added again is recognised
     */
    public Batches(
            StateStore store,
            String trigger,
            int most,
            Duration longest,
            Duration remembered,
            Supplier<String> newId,
            Clock clock) {
        this.store = store;
        this.trigger = trigger;
        this.most = most;
        this.longest = longest;
        this.remembered = remembered;
        this.newId = newId;
        this.clock = clock;
    }

    /**
     * Puts a message into the batch of its key, unless it is in one; gives that batch, which is closed when it is full.
     *
     * @param messageId the same for a repeat of the same message
     * @param last whether it closes the batch
     */
    public Batch add(String key, String messageId, byte[] content, boolean last) {
        String member = hash(messageId);
        while (true) {
            Batch batch = place(key, member);
            if (batch.has(member)) {
                return batch;
            }
            store.put(content(batch, member), content, KEPT);
            Batch grown = batch.with(member);
            boolean full = last || grown.members().size() >= most;
            Batch next = full ? grown.at(Batch.Stage.CLOSED, clock.millis()) : grown;
            if (replace(batch, next, KEPT)) {
                return next;
            }
        }
    }

    /** The batch that the message is in, or else one that takes it; the message is bound to it. */
    private Batch place(String key, String member) {
        String mark = "batch-of:" + trigger + ":" + member;
        while (true) {
            Optional<byte[]> marked = store.get(mark);
            if (marked.isPresent()) {
                Optional<Batch> bound = find(text(marked.get()));
                if (bound.isPresent() && (bound.get().has(member) || bound.get().stage() == Batch.Stage.OPEN)) {
                    return bound.get();
                }
            }
            Batch open = open(key);
            byte[] id = bytes(open.id());
            boolean mine = marked.isPresent()
                    ? store.replace(mark, marked.get(), id, remembered)
                    : store.claim(mark, id, remembered);
            if (mine) {
                return open;
            }
        }
    }

    /** The batch of the key that takes messages, a new one where there is none. */
    private Batch open(String key) {
        while (true) {
            List<String> ids = unsettled();
            for (String id : ids) {
                Optional<Batch> known = find(id).filter(batch -> batch.key().equals(key));
                if (known.isPresent() && known.get().stage() == Batch.Stage.OPEN) {
                    return known.get();
                }
            }
            if (ids.size() >= MOST) {
                throw Refusal.retryLater(Reason.UNAVAILABLE, "too many batches are open; come back later", LATER);
            }
            Batch begun = new Batch(newId.get(), key, Batch.Stage.OPEN, clock.millis(), List.of());
            store.put(value(begun.id()), begun.encode(), KEPT);
            List<String> more = new ArrayList<>(ids);
            more.add(begun.id());
            if (list(ids, more)) {
                return begun;
            }
            store.remove(value(begun.id()));
        }
    }

    /**
     * The batches that are to be run and that nobody seems to run: those whose time is up, which are closed by this, and
     * those that were closed so long ago.
     */
    public List<Batch> due(Duration left) {
        List<Batch> due = new ArrayList<>();
        for (String id : unsettled()) {
            Optional<Batch> found = find(id);
            if (found.isEmpty() || found.get().stage() == Batch.Stage.SETTLED) {
                unlist(id);
                continue;
            }
            Batch batch = found.get();
            long now = clock.millis();
            if (batch.stage() == Batch.Stage.CLOSED) {
                if (now - batch.since() >= left.toMillis()) {
                    due.add(batch);
                }
            } else if (now - batch.since() >= longest.toMillis()) {
                Batch closed = batch.at(Batch.Stage.CLOSED, now);
                if (batch.members().isEmpty()) {
                    // its first message went elsewhere, or is still to come and then begins another
                    replace(batch, batch.at(Batch.Stage.SETTLED, now), remembered);
                } else if (replace(batch, closed, KEPT)) {
                    due.add(closed);
                }
            }
        }
        return due;
    }

    public Optional<Batch> find(String id) {
        return store.get(value(id)).map(Batch::decode);
    }

    /** What was put for each message of the batch, in order. */
    public List<byte[]> contents(Batch batch) {
        return batch.members().stream()
                .map(member -> store.get(content(batch, member))
                        .orElseThrow(() -> new IllegalStateException("a message of batch " + batch.id() + " is gone")))
                .toList();
    }

    /** The journal has the batch's task: only who its members were is remembered, for a time. */
    public void settle(Batch batch) {
        if (replace(batch, batch.at(Batch.Stage.SETTLED, clock.millis()), remembered.multipliedBy(2))) {
            unlist(batch.id());
            batch.members().forEach(member -> store.remove(content(batch, member)));
        }
    }

    private boolean replace(Batch before, Batch after, Duration expiry) {
        return store.replace(value(before.id()), before.encode(), after.encode(), expiry);
    }

    private List<String> unsettled() {
        return store.get(listed())
                .map(Batches::text)
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split("\n")))
                .orElse(List.of());
    }

    private void unlist(String id) {
        boolean done = false;
        while (!done) {
            List<String> ids = unsettled();
            List<String> others = new ArrayList<>(ids);
            done = !others.remove(id) || list(ids, others);
        }
    }

    private boolean list(List<String> before, List<String> after) {
        byte[] value = bytes(String.join("\n", after));
        // after the first batch of all there is always a value, if an empty one
        return store.replace(listed(), bytes(String.join("\n", before)), value, KEPT)
                || (before.isEmpty() && store.claim(listed(), value, KEPT));
    }

    private String listed() {
        return "batches:" + trigger;
    }

    private static String value(String id) {
        return "batch:" + id;
    }

    private static String content(Batch batch, String member) {
        return "batch:" + batch.id() + ":" + member;
    }

    static String hash(String messageId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(messageId));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
