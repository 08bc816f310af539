package dev.drover.sample.tradein;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be asked of a car.
 *
 * @param known what was understood, by name
 * @param missing the names of what was not, those of {@code problems} among them
 * @param problems why something that was said cannot be, by name
 */
record Question(Map<String, @Nullable Object> known, List<String> missing, Map<String, String> problems) {
    static Question about(Description car) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        Map<String, String> problems = new LinkedHashMap<>();
        car.byName().forEach((name, reading) -> {
            switch (reading) {
                case Reading.Known<?>(Condition condition) -> known.put(name, condition.word());
                case Reading.Known<?>(Object value) -> known.put(name, value);
                case Reading.Absent<?> absent -> missing.add(name);
                case Reading.Implausible<?>(String reason) -> {
                    missing.add(name);
                    problems.put(name, reason);
                }
            }
        });
        return new Question(known, missing, problems);
    }

    String sentence() {
        List<String> asked = missing.stream().map(Question::asked).toList();
        String all = asked.size() == 1
                ? asked.getFirst()
                : String.join(", ", asked.subList(0, asked.size() - 1)) + " and " + asked.getLast();
        String please = known.isEmpty() ? "I'd be glad to value your car. Please tell me its " : "Please tell me its ";
        String reasons = String.join(" ", problems.values());
        return (reasons + " " + please + all + ".").strip();
    }

    /** The same for a form: known, missing, problems. */
    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("known", known);
        data.put("missing", missing);
        data.put("problems", problems);
        return data;
    }

    private static String asked(String name) {
        return switch (name) {
            case "mileage" -> "mileage (in miles or km)";
            case "condition" -> "condition (excellent, good, fair or poor)";
            default -> name;
        };
    }
}
