package dev.drover.wiring.work;

import dev.drover.identity.Scope;
import dev.drover.lease.Lease;
import dev.drover.lease.Replicas;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Taken;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code abandoned}: finds the tasks that nobody works on. It looks at the replicas each time, and at all
 * unfinished tasks when one of them has died, or when it has not for a while. For one thread.
 */
public final class Abandoned {
    private static final Logger LOG = LoggerFactory.getLogger(Abandoned.class);
    private static final Duration LOOK_AT_ALL = Duration.ofSeconds(10);
    private static final int BATCH = 1000;

    private final TaskStore store;
    private final Lease lease;
    private final Replicas replicas;
    private final Takeover takeover;
    private final Overseer overseer;
    private final Clock clock;
    private Instant lookedAt = Instant.EPOCH;

    Abandoned(Replica replica, Takeover takeover, Overseer overseer) {
        this.store = replica.tasks();
        this.lease = replica.lease();
        this.replicas = replica.replicas();
        this.takeover = takeover;
        this.overseer = overseer;
        this.clock = replica.clock();
    }

    /** Their ids, in no order, so that replicas that find the same tasks do not all begin with the same one. */
    public List<String> tasks() {
        try {
            return lease.judges() ? find() : List.of();
        } catch (StoreUnavailable e) {
            LOG.debug("abandoned tasks cannot be looked for", e);
            return List.of();
        }
    }

    private List<String> find() {
        List<String> dead = new ArrayList<>(replicas.dead());
        dead.remove(lease.replica());
        Instant now = clock.instant();
        if (dead.isEmpty() && now.isBefore(lookedAt.plus(LOOK_AT_ALL))) {
            return List.of();
        }
        lookedAt = now;
        overseer.lookAtAll();
        Set<String> busy = new HashSet<>();
        List<String> found = new ArrayList<>();
        look(busy, found);
        dead.stream().filter(replica -> !busy.contains(replica)).forEach(replicas::forget);
        if (!found.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("number", found.size())
                    .addKeyValue("dead", String.join(",", dead))
                    .log("found tasks that nobody works on");
        }
        Collections.shuffle(found);
        return found;
    }

    private void look(Set<String> busy, List<String> found) {
        Map<String, Boolean> live = new HashMap<>();
        List<String> ids = store.unfinished("", BATCH);
        while (!ids.isEmpty()) {
            for (String id : ids) {
                Optional<Task> task = store.find(Scope.all(), id);
                task.map(Task::taken).map(Taken::replica).ifPresent(busy::add);
                task.filter(unfinished -> takeover.abandoned(
                                unfinished, replica -> live.computeIfAbsent(replica, replicas::live)))
                        .ifPresent(unfinished -> found.add(id));
            }
            ids = store.unfinished(ids.getLast(), BATCH);
        }
    }
}
