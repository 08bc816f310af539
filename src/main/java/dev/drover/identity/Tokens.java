package dev.drover.identity;

/** Checks bearer tokens. Safe for any number of threads. */
public interface Tokens {
    /** Throws a {@code Refusal} with a time to come back where whoever knows cannot be asked now. */
    Verdict check(String token);
}
