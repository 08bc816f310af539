package dev.drover.state;

import java.time.Duration;
import java.util.Optional;

/**
 * Small opaque values by key, each with an expiry, atomic across replicas. An expired value is absent at once.
 * Every operation may throw {@code StoreUnavailable}. Safe for any number of threads.
 */
public interface StateStore {
    /** The value that is there now. */
    Optional<byte[]> get(String key);

    /** Writes the value, whatever was there; it expires after {@code expiry}, a positive time. */
    void put(String key, byte[] value, Duration expiry);

    /** Removes the value; nothing happens when there is none. */
    void remove(String key);

    /** Puts the value if the key has none: true for exactly one of those who ask at once. */
    boolean claim(String key, byte[] value, Duration expiry);

    /** Puts {@code value} if the key's value is {@code expected}, byte for byte; false if it is not, or is absent. */
    boolean replace(String key, byte[] expected, byte[] value, Duration expiry);

    /**
     * Frees what expired values still take up, looking at up to {@code limit} values from where the last sweep stopped.
     * Gives how many went; a store that frees them by itself gives 0.
     */
    int sweep(int limit);
}
