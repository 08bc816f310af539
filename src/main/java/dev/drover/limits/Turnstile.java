package dev.drover.limits;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many places on this replica: who finds none waits, in the order of their coming. Safe for any number of threads. */
public final class Turnstile {
    private final Semaphore places;

    public Turnstile(int places) {
        this.places = new Semaphore(places, true);
    }

    /** A place, once there is one; absent when there was none for so long. */
    public Optional<Permit> enter(Duration patience) throws InterruptedException {
        return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new Permit(places::release))
                : Optional.empty();
    }
}
