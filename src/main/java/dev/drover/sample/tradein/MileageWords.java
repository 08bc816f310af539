package dev.drover.sample.tradein;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a mileage in a sentence: 45,000 miles, 45k mi, 72.000 km, mileage: 45000, or a bare 45,000. */
record MileageWords(Plausible plausible) {
    private static final String NUMBER =
            "(?<![\\w.,$€£])(?<number>-?(?:\\d{1,3}(?:[,. \\u00a0]\\d{3})+|\\d{1,12}(?:\\.\\d{1,3})?))(?![\\d])";
    private static final String THOUSAND = "\\s?(?<thousand>k|thousand)?";
    private static final Pattern WITH_UNIT = pattern(NUMBER + THOUSAND
            + "\\s*(?<unit>miles?|mi|kilomet(?:er|re)s?|kms?)\\b(?!\\s*(?:per|/|an hour|away|from|to|off)\\b)");
    private static final Pattern LABELLED =
            pattern("\\b(?:mileage|odometer)\\W{0,3}(?:(?:is|of|at|reads|shows|about)\\W{1,3}){0,2}" + NUMBER + THOUSAND
                    + "\\b");
    private static final Pattern BARE = pattern("(?:" + NUMBER + "\\s?(?<thousand>k)\\b)");
    private static final Pattern LONG_NUMBER =
            pattern("(?<![\\w.,$€£-])(?<number>\\d{1,3}(?:[,. \\u00a0]\\d{3})+|\\d{5,7})(?![\\w]|[.,]\\d)");

    /** The highest mileage that can be one, since cars drive further than their owners live away. */
    Reading<Integer> in(String text) {
        return Stream.of(WITH_UNIT, LABELLED, BARE, LONG_NUMBER)
                .map(pattern -> best(readings(pattern, text)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Reading.absent());
    }

    /** The sentence without its mileages, so that none is taken for a year. */
    String without(String text) {
        return WITH_UNIT.matcher(LABELLED.matcher(text).replaceAll(" ")).replaceAll(" ");
    }

    private List<Reading<Integer>> readings(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(this::reading).toList();
    }

    private Reading<Integer> reading(MatchResult match) {
        double number = number(match.group("number"));
        boolean inThousands = match.namedGroups().containsKey("thousand") && match.group("thousand") != null;
        double driven = inThousands ? number * 1000 : number;
        boolean inMiles = !match.namedGroups().containsKey("unit")
                || match.group("unit").toLowerCase(Locale.ROOT).startsWith("mi");
        return inMiles ? plausible.miles(driven) : plausible.kilometres(driven);
    }

    private static double number(String text) {
        boolean isGrouped = text.matches("-?\\d{1,3}(?:[,. \\u00a0]\\d{3})+");
        return Double.parseDouble(isGrouped ? text.replaceAll("[,. \\u00a0]", "") : text);
    }

    private static Optional<Reading<Integer>> best(List<Reading<Integer>> readings) {
        return readings.stream()
                .filter(reading -> reading.known().isPresent())
                .max(Comparator.comparing(reading -> reading.known().orElse(0)))
                .or(() -> readings.stream().findFirst());
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
