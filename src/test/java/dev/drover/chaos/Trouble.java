package dev.drover.chaos;

/** What can happen to replicas and to their store. */
enum Trouble {
    /** A replica is killed with -9, and started again. */
    KILL,
    /** A replica stands still for longer than its lease, and goes on. */
    FREEZE,
    /** Two of three are lost at once, one of them for good. */
    KILL_AND_FREEZE,
    /** The store is killed with -9, and started again. */
    RESTART_STORE,
    /** A replica loses its connections to the store, and finds none for a second. */
    BREAK_CONNECTIONS,
    /** A replica's connections to the store stay, and nothing passes for longer than its lease. */
    SILENCE_CONNECTIONS
}
