package dev.drover.chaos;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How much chaos.
 *
 * @param messages how many are sent at least
 * @param senders clients that send one message after another
 * @param lease of the replicas
 * @param trouble in no order
 * @param calm between two of them
 */
record Plan(String store, int messages, int senders, Duration lease, List<Trouble> trouble, Duration calm) {
    /** A few minutes, with the lease that Drover has by default. */
    static Plan full(String store, int messages, int rounds) {
        List<Trouble> trouble = Stream.of(Trouble.values())
                .flatMap(one -> Collections.nCopies(rounds, one).stream())
                .toList();
        return new Plan(store, messages, 24, Duration.ofSeconds(10), trouble, Duration.ofSeconds(4));
    }

    /** Less than a minute. */
    static Plan brief(String store) {
        List<Trouble> trouble = List.of(
                Trouble.KILL_AND_FREEZE, Trouble.RESTART_STORE, Trouble.BREAK_CONNECTIONS, Trouble.SILENCE_CONNECTIONS);
        return new Plan(store, 150, 8, Duration.ofSeconds(2), trouble, Duration.ofSeconds(1));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d messages or more on %s, lease %d s", messages, store, lease.toSeconds());
    }
}
