package dev.drover.sample.tradein;

import java.util.Optional;

/** What a message says of one thing about the car. */
public sealed interface Reading<T> {
    /** It says nothing of it. */
    record Absent<T>() implements Reading<T> {}

    /** It says something that can be. */
    record Known<T>(T value) implements Reading<T> {}

    /**
     * It says something that cannot be.
     *
     * @param reason why not, as a sentence for the caller
     */
    record Implausible<T>(String reason) implements Reading<T> {}

    static <T> Reading<T> absent() {
        return new Absent<>();
    }

    static <T> Reading<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Reading<T> implausible(String reason) {
        return new Implausible<>(reason);
    }

    /** This, or what an earlier message says where this says nothing. */
    default Reading<T> or(Reading<T> earlier) {
        return this instanceof Absent<T> ? earlier : this;
    }

    default Optional<T> known() {
        return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
    }
}
