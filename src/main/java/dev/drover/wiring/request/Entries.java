package dev.drover.wiring.request;

import dev.drover.entry.Entry;
import dev.drover.message.Message;
import org.jspecify.annotations.Nullable;

/** The bean {@code entries}: what an entry says, as flat variables that routes can test. */
public final class Entries {
    private final boolean byMessageId;

    Entries(boolean byMessageId) {
        this.byMessageId = byMessageId;
    }

    /** The key that makes a repeat recognisable; null when the sender gave none. */
    public @Nullable String idempotencyKey(Entry entry, Message message) {
        String key = entry.idempotencyKey();
        return key == null && byMessageId && message.taskId() == null ? "message:" + message.id() : key;
    }

    public String waitFor(Entry entry) {
        return entry.waitFor().name();
    }
}
