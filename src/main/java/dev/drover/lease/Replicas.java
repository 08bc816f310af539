package dev.drover.lease;

import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The replicas that may have tasks, living and dead: one value that all of them change by compare-and-set. It is what
 * makes a death noticed soon; tasks of a replica that is missing here are found too, by looking at all tasks.
 *
 * <p>Threads: any number, on any replica.
 */
public final class Replicas {
    private static final String KEY = "replicas";
    private static final String VERSION = "1";
    private static final Duration KEPT = Duration.ofDays(365);

    private final StateStore store;

    public Replicas(StateStore store) {
        this.store = store;
    }

    /** Whether the replica's lease has not run out. */
    public boolean live(String replica) {
        return store.get(Lease.key(replica)).isPresent();
    }

    /** Those whose lease has run out or was released, and who have not been forgotten yet. */
    public List<String> dead() {
        return read(store.get(KEY)).stream().filter(replica -> !live(replica)).toList();
    }

    /** Makes the replica known; nothing happens when it is. */
    public void join(String replica) {
        change(known -> {
            known.add(replica);
            return known;
        });
    }

    /** Takes out a replica that has no tasks any more. */
    public void forget(String replica) {
        change(known -> {
            known.remove(replica);
            return known;
        });
    }

    private void change(UnaryOperator<Set<String>> edit) {
        boolean done = false;
        while (!done) {
            Optional<byte[]> before = store.get(KEY);
            Set<String> known = read(before);
            Set<String> edited = edit.apply(new TreeSet<>(known));
            byte[] after = (VERSION + " " + String.join(" ", edited)).getBytes(StandardCharsets.UTF_8);
            done = before.isPresent()
                    ? known.equals(edited) || store.replace(KEY, before.get(), after, KEPT)
                    : store.claim(KEY, after, KEPT);
        }
    }

    private static Set<String> read(Optional<byte[]> value) {
        Set<String> replicas = new TreeSet<>();
        if (value.isPresent()) {
            List<String> words = List.of(new String(value.get(), StandardCharsets.UTF_8).split(" "));
            if (!words.getFirst().equals(VERSION)) {
                throw new IllegalStateException("the list of replicas is of a version that this one does not know");
            }
            replicas.addAll(words.subList(1, words.size()));
        }
        return replicas;
    }
}
