package dev.drover.budget;

import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of one budget is used, what is reserved among it: a number in the state repository.
 *
 * <p>Threads: any number, on any replica; they change the number by compare-and-set.
 *
 * @param expiry how long the number is kept after it was changed last
 */
record Account(StateStore state, String key, Duration expiry) {
    /** Adds the units if they fit below {@code most}; gives what was left before, which is less than them where they do not. */
    long reserve(long units, long most) {
        while (true) {
            Optional<byte[]> before = state.get(key);
            long left = most - number(before);
            if (units > left || replaced(before, number(before) + units)) {
                return left;
            }
        }
    }

    /** Adds what was taken beyond a reservation, or gives back what was not taken of it. */
    void correct(long units) {
        boolean done = units == 0;
        while (!done) {
            Optional<byte[]> before = state.get(key);
            done = replaced(before, Math.max(0, number(before) + units));
        }
    }

    private boolean replaced(Optional<byte[]> before, long number) {
        byte[] after = Long.toString(number).getBytes(StandardCharsets.UTF_8);
        return before.isPresent() ? state.replace(key, before.get(), after, expiry) : state.claim(key, after, expiry);
    }

    private static long number(Optional<byte[]> value) {
        return value.map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8)))
                .orElse(0L);
    }
}
