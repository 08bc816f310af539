package dev.drover.sample.tradein;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the condition of a car in a sentence. */
final class ConditionWords {
    private static final Map<String, Condition> WORDS = Map.ofEntries(
            Map.entry("excellent", Condition.EXCELLENT),
            Map.entry("perfect", Condition.EXCELLENT),
            Map.entry("mint", Condition.EXCELLENT),
            Map.entry("pristine", Condition.EXCELLENT),
            Map.entry("flawless", Condition.EXCELLENT),
            Map.entry("immaculate", Condition.EXCELLENT),
            Map.entry("like new", Condition.EXCELLENT),
            Map.entry("good", Condition.GOOD),
            Map.entry("great", Condition.GOOD),
            Map.entry("nice", Condition.GOOD),
            Map.entry("clean", Condition.GOOD),
            Map.entry("solid", Condition.GOOD),
            Map.entry("fair", Condition.FAIR),
            Map.entry("average", Condition.FAIR),
            Map.entry("okay", Condition.FAIR),
            Map.entry("ok", Condition.FAIR),
            Map.entry("decent", Condition.FAIR),
            Map.entry("worn", Condition.FAIR),
            Map.entry("poor", Condition.POOR),
            Map.entry("bad", Condition.POOR),
            Map.entry("rough", Condition.POOR),
            Map.entry("terrible", Condition.POOR),
            Map.entry("damaged", Condition.POOR));

    private static final String WORD = "(?<word>" + String.join("|", WORDS.keySet()) + ")";
    private static final String NOT = "(?<not>\\b(?:not|isn['’]t|never|no)\\s+(?:\\w+\\s+)?)?\\b";
    private static final Pattern BEFORE_NOUN = pattern(NOT + WORD + "\\s+(?:\\w+\\s+)?(?:condition|shape)\\b");
    private static final Pattern BEHIND_NOUN =
            pattern("\\b(?:condition|shape)\\b\\W{0,3}(?:(?:is|would be|was)\\s+)?(?:(?:very|pretty|quite)\\s+)?" + NOT
                    + WORD + "\\b");
    // Words that say nothing of a car in "a good time" or "that sounds great" count only beside "condition".
    private static final Pattern ALONE = pattern(NOT
            + "(?<word>excellent|mint|pristine|flawless|immaculate|like new|good|fair|poor|rough|damaged)\\b"
            + "(?!\\s+(?:morning|afternoon|evening|day|time|price|value|market|deal|offer|idea|for|enough)\\b)");

    private ConditionWords() {}

    static Reading<Condition> in(String text) {
        return find(BEFORE_NOUN, text)
                .or(() -> find(BEHIND_NOUN, text))
                .or(() -> find(ALONE, text))
                .map(Reading::known)
                .orElse(Reading.absent());
    }

    private static Optional<Condition> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Condition condition = WORDS.getOrDefault(matcher.group("word").toLowerCase(Locale.ROOT), Condition.FAIR);
        return Optional.of(matcher.group("not") == null ? condition : opposite(condition));
    }

    private static Condition opposite(Condition condition) {
        return switch (condition) {
            case EXCELLENT, POOR -> Condition.GOOD;
            case GOOD -> Condition.FAIR;
            case FAIR -> Condition.POOR;
        };
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
