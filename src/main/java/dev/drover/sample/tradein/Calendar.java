package dev.drover.sample.tradein;

import dev.drover.message.Part;
import dev.drover.state.StateStore;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the agent calendar does: offers three appointments, and books the one that a later message of the same
 * conversation chooses. Bean {@code calendar}. Keeps nothing itself; safe for any number of threads and replicas.
 */
public final class Calendar {
    private static final int LONGEST_NAME = 100;

    private final Bookings bookings;
    private final CalendarSettings settings;
    private final Clock clock;

    public Calendar(StateStore store, Clock clock, CalendarSettings settings) {
        this.bookings = new Bookings(store, clock, settings);
        this.settings = settings;
        this.clock = clock;
    }

    /** Who speaks, and where: {@code caller} and {@code contextId} of the agent's variables. */
    public Conversation conversation(Map<String, @Nullable Object> variables) {
        return Conversation.of(variables);
    }

    /**
     * The id of the slot that the message chooses: {@code book} in its data (an id, or a place in the list), else by
     * its words. Empty when it chooses none, or this very call has made an offer before.
     *
     * @param text null is no text; Camel hands the text "null" over like that
     */
    public String choose(
            @Nullable String text, Map<String, @Nullable Object> data, Conversation conversation, String call) {
        Offers offered = bookings.offered(conversation);
        if (offered.call().equals(call)) {
            return "";
        }
        Object book = data.get("book");
        Optional<Slot> slot = book == null ? chosen(spoken(text), offered) : chosen(book, offered);
        return slot.filter(this::isAhead).map(Slot::id).orElse("");
    }

    /** The id of the slot that a press on its card asks for: {@code slot} in the data. Empty where there is none. */
    public String ask(Map<String, @Nullable Object> data) {
        return settings.hours()
                .slot(String.valueOf(data.get("slot")))
                .filter(this::isAhead)
                .map(Slot::id)
                .orElse("");
    }

    /** What a booking still needs: a name and a phone number. */
    public List<Part> complete(String slot) {
        Slot asked = slot(slot);
        String text = "To book %s (%s), tell me your name and your phone number."
                .formatted(asked.words(), settings.hours().zone());
        return List.of(Part.text(text), Part.data(Map.of("booking", asked.data())));
    }

    /** Books the slot: true for the first who asks, and whenever the same conversation asks again. */
    public boolean book(String slot, Conversation conversation) {
        return bookings.book(slot(slot), conversation);
    }

    /** The confirmation of a booking, with the name where {@code name} in the data is one. */
    public List<Part> confirm(String slot, Map<String, @Nullable Object> data) {
        Slot booked = slot(slot);
        Map<String, @Nullable Object> confirmed = new LinkedHashMap<>();
        confirmed.put("booked", booked.data());
        String name = "";
        if (data.get("name") instanceof String given && !given.isBlank() && given.length() <= LONGEST_NAME) {
            name = ", " + given.strip();
            confirmed.put("name", given.strip());
        }
        String text = "You are booked for %s (%s). See you then%s!"
                .formatted(booked.words(), settings.hours().zone(), name);
        return List.of(Part.text(text), Part.data(confirmed));
    }

    /** Three free appointments: the ones offered before if they are still free and no others are asked for. */
    public List<Part> offer(@Nullable String text, Conversation conversation, String call) {
        Offers before = bookings.offered(conversation);
        if (before.call().equals(call)) {
            return parts(before);
        }
        ZonedDateTime now = now();
        Openings openings = new Openings(bookings, settings, now);
        Wish wish = new WishReader(now.toLocalDate(), settings.hours().opens()).read(spoken(text));
        boolean wantsOthers = WishReader.wantsOthers(spoken(text));
        boolean isChanged = wish.isTimed() || wantsOthers;
        List<Slot> slots = !isChanged
                        && !before.slots().isEmpty()
                        && before.slots().stream().allMatch(openings::isOpen)
                ? before.slots()
                : openings.find(wish, wantsOthers ? before.slots() : List.of());
        return remembered(new Offers(call, "", slots), conversation);
    }

    /** Three other appointments in place of one that somebody else has. */
    public List<Part> offerOthers(String taken, Conversation conversation, String call) {
        List<Slot> slots = new Openings(bookings, settings, now()).find(Wish.ANY, List.of(slot(taken)));
        return remembered(new Offers(call, taken, slots), conversation);
    }

    private List<Part> remembered(Offers offers, Conversation conversation) {
        bookings.remember(offers, conversation);
        return parts(offers);
    }

    private List<Part> parts(Offers offers) {
        Optional<Slot> taken = settings.hours().slot(offers.taken());
        OfferText text = new OfferText(taken, offers.slots(), settings);
        return List.of(Part.text(text.sentences()), Part.data(text.data()));
    }

    private Optional<Slot> chosen(Object book, Offers offered) {
        String wanted = String.valueOf(book).strip();
        Optional<Slot> byId = settings.hours().slot(wanted);
        return byId.isPresent() || !wanted.matches("[1-9]")
                ? byId
                : offered.chosen(Wish.place(Integer.parseInt(wanted)));
    }

    private Optional<Slot> chosen(String text, Offers offered) {
        if (!WishReader.isChoice(text)) {
            return Optional.empty();
        }
        ZonedDateTime now = now();
        Wish wish = new WishReader(now.toLocalDate(), settings.hours().opens()).read(text);
        Optional<Slot> shown = offered.chosen(wish);
        if (shown.isPresent() || offered.slots().isEmpty() && !WishReader.isOrder(text)) {
            return shown;
        }
        return wish.moment(now.toLocalDate()).map(LocalDateTime::toString).flatMap(settings.hours()::slot);
    }

    private boolean isAhead(Slot slot) {
        ZonedDateTime now = now();
        return slot.start().isAfter(now) && slot.start().isBefore(now.plus(settings.ahead()));
    }

    private Slot slot(String id) {
        return settings.hours().slot(id).orElseThrow(() -> new IllegalArgumentException("there is no slot " + id));
    }

    private static String spoken(@Nullable String text) {
        return text == null ? "" : text;
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(settings.hours().zone());
    }
}
