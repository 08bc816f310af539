package dev.drover.sample.tradein;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.time.Clock;
import java.time.Year;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent vehicle-intake does: reads what is said of a car, asks for the rest, values it. Bean
 * {@code vehicle-intake}. Keeps nothing; safe for any number of threads.
 */
public final class VehicleIntake {
    private final DepreciationTable table;
    private final Clock clock;

    /** An intake that values by the table on the class path; the clock tells the current year. */
    public VehicleIntake(Clock clock) {
        this(DepreciationTable.load(), clock);
    }

    VehicleIntake(DepreciationTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * What is known of the car: by this message, data before text, then by the caller's earlier messages, latest first,
     * as far back as they speak of the same car.
     *
     * @param text null is no text; Camel hands the text "null" over like that
     */
    public Description read(@Nullable String text, Map<String, @Nullable Object> data, List<Message> history) {
        Description car = said(text == null ? "" : text, data);
        for (Message earlier : history.reversed()) {
            Description said = earlier.role() == Role.USER ? said(earlier.text(), earlier.data()) : Description.NOTHING;
            if (car.isOfAnotherCarThan(said)) {
                return car;
            }
            car = car.or(said);
        }
        return car;
    }

    /** Whether nothing is missing. */
    public boolean isComplete(Description car) {
        return car.vehicle().isPresent();
    }

    /** The valuation of a complete description. */
    public List<Part> value(Description car) {
        Vehicle vehicle = car.vehicle().orElseThrow();
        Valuation valuation = table.value(vehicle, currentYear());
        return List.of(Part.text(valuation.sentence()), Part.data(valuation.data()));
    }

    /** One question for everything that is missing or cannot be. */
    public List<Part> ask(Description car) {
        Question question = Question.about(car);
        return List.of(Part.text(question.sentence()), Part.data(question.data()));
    }

    private Description said(String text, Map<String, @Nullable Object> data) {
        int year = currentYear();
        DataReader dataReader = new DataReader(table.names(), table.plausible(), year);
        SentenceReader sentenceReader = new SentenceReader(
                table.names(), new YearWords(table.plausible(), year), new MileageWords(table.plausible()));
        return dataReader.read(data).or(sentenceReader.read(text));
    }

    private int currentYear() {
        return Year.now(clock).getValue();
    }
}
