package dev.drover.identity;

/** What a read may see: what is outside does not exist for it. */
public sealed interface Scope {
    /** Everything: recovery and operators. */
    record All() implements Scope {}

    /** What this caller owns. */
    record Owner(Caller caller) implements Scope {}

    static Scope of(Caller caller) {
        return new Owner(caller);
    }

    static Scope all() {
        return new All();
    }

    default boolean sees(Caller owner) {
        return switch (this) {
            case All all -> true;
            case Owner(Caller caller) -> caller.equals(owner);
        };
    }
}
