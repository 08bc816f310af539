package dev.drover.identity;

/** What an operation may see: what is outside does not exist for it. */
public sealed interface Scope {
    /** Everything: recovery, viewers and operators. */
    record All() implements Scope {}

    /** What this caller owns. */
    record Owner(Caller caller) implements Scope {}

    /** What the caller owns, whatever its roles. */
    static Scope of(Caller caller) {
        return new Owner(caller);
    }

    static Scope all() {
        return new All();
    }

    /** What the caller may read. */
    static Scope readableBy(Caller caller) {
        return caller.readsAll() ? all() : of(caller);
    }

    /** What the caller may change. */
    static Scope changeableBy(Caller caller) {
        return caller.actsOnAll() ? all() : of(caller);
    }

    default boolean sees(Caller owner) {
        return switch (this) {
            case All all -> true;
            case Owner(Caller caller) -> caller.equals(owner);
        };
    }
}
