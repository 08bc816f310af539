package dev.drover.sample.tradein;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The shape that a car is in, best first. */
public enum Condition {
    EXCELLENT,
    GOOD,
    FAIR,
    POOR;

    /** The word for it in sentences, data and the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Condition> ofWord(String word) {
        return Arrays.stream(values())
                .filter(condition -> condition.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }
}
