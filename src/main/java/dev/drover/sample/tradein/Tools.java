package dev.drover.sample.tradein;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sample agents compute, for models that have it called: the data of the same answers. Bean
 * {@code trade-in-tools}. Keeps nothing itself; safe for any number of threads and replicas.
 */
public final class Tools {
    private final VehicleIntake intake;
    private final Calendar calendar;

    public Tools(VehicleIntake intake, Calendar calendar) {
        this.intake = intake;
        this.calendar = calendar;
    }

    /** The valuation of a car, or what is still missing for it. */
    public Map<String, @Nullable Object> estimate(Map<String, @Nullable Object> car) {
        Description description = intake.read("", car, List.of());
        return data(intake.isComplete(description) ? intake.value(description) : intake.ask(description));
    }

    /** Free appointments; {@code wish} says in words when the caller would like to come. */
    public Map<String, @Nullable Object> appointments(
            Map<String, @Nullable Object> wish, Map<String, ? extends @Nullable Object> variables) {
        Object words = wish.get("wish");
        return data(calendar.offer(
                words == null ? "" : words.toString(),
                Conversation.of(variables),
                String.valueOf(variables.get("call"))));
    }

    /** The confirmation of a booking; or others where the appointment is none, or somebody else has it. */
    public Map<String, @Nullable Object> book(
            Map<String, @Nullable Object> booking, Map<String, ? extends @Nullable Object> variables) {
        Conversation conversation = Conversation.of(variables);
        String call = String.valueOf(variables.get("call"));
        String slot = calendar.ask(booking);
        if (slot.isEmpty()) {
            return data(calendar.offer("", conversation, call));
        }
        return data(
                calendar.book(slot, conversation)
                        ? calendar.confirm(slot, booking)
                        : calendar.offerOthers(slot, conversation, call));
    }

    private static Map<String, @Nullable Object> data(List<Part> parts) {
        return Message.of("", Role.AGENT, parts).data();
    }
}
