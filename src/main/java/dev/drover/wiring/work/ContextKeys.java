package dev.drover.wiring.work;

import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Under which keys agents keep something in one context, so that all of it can be removed. The list is kept for as long as
 * the value that was put last: {@code 1}, the version of its form, then each key in Base64, with spaces between them.
 *
 * <p>Threads: any number, on any replica; they change the list by compare-and-set.
 *
 * @param place where the list is in the state repository
 */
record ContextKeys(StateStore state, String place, Duration expiry) {
    private static final String VERSION = "1";

    void add(String key) {
        boolean done = false;
        while (!done) {
            Optional<byte[]> before = state.get(place);
            Set<String> keys = read(before);
            keys.add(key);
            byte[] after = write(keys);
            done = before.isPresent()
                    ? state.replace(place, before.get(), after, expiry)
                    : state.claim(place, after, expiry);
        }
    }

    Set<String> all() {
        return read(state.get(place));
    }

    void remove() {
        state.remove(place);
    }

    private static byte[] write(Set<String> keys) {
        StringBuilder text = new StringBuilder(VERSION);
        for (String key : keys) {
            text.append(' ').append(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> read(Optional<byte[]> value) {
        Set<String> keys = new TreeSet<>();
        if (value.isPresent()) {
            List<String> words = List.of(new String(value.get(), StandardCharsets.UTF_8).split(" "));
            if (!words.getFirst().equals(VERSION)) {
                throw new IllegalStateException("a list of context keys is of a version that this one does not know");
            }
            words.subList(1, words.size())
                    .forEach(word -> keys.add(new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8)));
        }
        return keys;
    }
}
