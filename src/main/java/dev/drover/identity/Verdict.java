package dev.drover.identity;

/** What the check of a credential comes to. Its texts are safe to show. */
public sealed interface Verdict {
    record Valid(Caller caller) implements Verdict {}

    /** The credential proves nothing. */
    record Invalid(String why) implements Verdict {}

    /** The credential is good, and does not allow to use Drover: it lacks this scope. */
    record Insufficient(String scope) implements Verdict {}
}
