package dev.drover.sample.tradein;

import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Who has which appointment, and what each conversation was offered, in the state store. Safe for any number of threads
 * and replicas: a slot is one key, and whoever claims it first has it.
 */
record Bookings(StateStore store, Clock clock, CalendarSettings settings) {
    private static final Duration KEPT_AFTER_ITS_END = Duration.ofDays(1);

    /** Books the slot: true for whoever is first, and again for the same conversation. */
    boolean book(Slot slot, Conversation conversation) {
        byte[] owner = bytes(conversation.key());
        Duration expiry = Duration.between(clock.instant(), slot.end()).plus(KEPT_AFTER_ITS_END);
        if (store.claim(key(slot), owner, expiry)) {
            return true;
        }
        return store.get(key(slot))
                .map(Bookings::text)
                .filter(conversation.key()::equals)
                .isPresent();
    }

    boolean isFree(Slot slot) {
        return store.get(key(slot)).isEmpty();
    }

    void remember(Offers offers, Conversation conversation) {
        store.put(key(conversation), bytes(offers.encoded()), settings.memory());
    }

    Offers offered(Conversation conversation) {
        Optional<String> lines = store.get(key(conversation)).map(Bookings::text);
        return lines.map(text -> Offers.decoded(text, settings.hours())).orElse(Offers.NONE);
    }

    private static String key(Slot slot) {
        return "calendar/slot/" + slot.start().toInstant();
    }

    private static String key(Conversation conversation) {
        return "calendar/offers/" + conversation.key();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
