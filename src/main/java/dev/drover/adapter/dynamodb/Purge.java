package dev.drover.adapter.dynamodb;

import dev.drover.task.Cursor;
import dev.drover.task.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes old tasks. How many ended tasks there are is counted by reading an index, and reading costs; so they are counted
 * every ten minutes, and in between only what goes is; and one replica alone purges by count. For one thread.
 */
final class Purge {
    static final List<String> ENDED = List.of("COMPLETED", "FAILED", "CANCELED", "REJECTED", Listing.HIDDEN);
    private static final Duration COUNT_AGAIN = Duration.ofMinutes(10);
    private static final Duration TURN = Duration.ofMinutes(15);
    private static final String TURN_KEY = "drover/purge";
    private static final int AT_ONCE = 25;

    private final Listing listing;
    private final Removal removal;
    private final DynamoStateStore state;
    private final byte[] me = Ids.next().getBytes(StandardCharsets.UTF_8);
    private long ended;
    private long countAt = System.nanoTime();

    Purge(Dynamo dynamo, Clock clock) {
        listing = new Listing(dynamo);
        removal = new Removal(dynamo);
        state = new DynamoStateStore(dynamo, clock);
    }

    int purge(Instant endedBefore, long keep, int limit) {
        int gone = remove(Items.place(new Cursor(endedBefore, "")), limit);
        long over = gone < limit && myTurn() ? ended() - keep : 0;
        return over > 0 ? gone + remove(Range.BEHIND_LAST, (int) Math.min(limit - gone, over)) : gone;
    }

    private boolean myTurn() {
        if (state.replace(TURN_KEY, me, me, TURN)) {
            return true;
        }
        countAt = System.nanoTime();
        return state.claim(TURN_KEY, me, TURN);
    }

    private long ended() {
        if (System.nanoTime() - countAt >= 0) {
            countAt = System.nanoTime() + COUNT_AGAIN.toNanos();
            ended = listing.count(ENDED);
        }
        return ended;
    }

    private int remove(String before, int limit) {
        int gone = 0;
        int some = -1;
        while (gone < limit && some != 0) {
            some = 0;
            for (String place : listing.oldest(ENDED, before, Math.min(AT_ONCE, limit - gone))) {
                some += removal.remove(Items.cursor(place).taskId()) ? 1 : 0;
            }
            gone += some;
            ended -= some;
        }
        return gone;
    }
}
