package dev.drover.limits;

import java.util.concurrent.Semaphore;

/** So many places on this replica: who finds none waits, in the order of their coming. Safe for any number of threads. */
public final class Turnstile {
    private final Semaphore places;

    public Turnstile(int places) {
        this.places = new Semaphore(places, true);
    }

    /** A place, once there is one. */
    public Permit enter() throws InterruptedException {
        places.acquire();
        return new Permit(places::release);
    }
}
