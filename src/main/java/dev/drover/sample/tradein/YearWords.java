package dev.drover.sample.tradein;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a model year in a sentence: 2020, or '20. */
record YearWords(Plausible plausible, int currentYear) {
    private static final Pattern FOUR_DIGITS = Pattern.compile("(?<![\\d$€£#.,-])[12]\\d{3}(?![\\d%]|[.,]\\d)");
    private static final Pattern TWO_DIGITS = Pattern.compile("(?<![\\p{L}\\d])['’](\\d{2})(?!\\d)");

    /** The first year that can be one; else the first number that looks like one, with why it cannot. */
    Reading<Integer> in(String text) {
        List<Reading<Integer>> years = FOUR_DIGITS
                .matcher(text)
                .results()
                .map(match -> plausible.year(Integer.parseInt(match.group()), currentYear))
                .toList();
        Optional<Reading<Integer>> known =
                years.stream().filter(year -> year.known().isPresent()).findFirst();
        return known.or(() -> abbreviated(text))
                .or(() -> years.stream().findFirst())
                .orElse(Reading.absent());
    }

    private Optional<Reading<Integer>> abbreviated(String text) {
        Matcher matcher = TWO_DIGITS.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int century = currentYear / 100 * 100;
        int year = century + Integer.parseInt(matcher.group(1));
        return Optional.of(plausible.year(year > currentYear + 1 ? year - 100 : year, currentYear));
    }
}
