package dev.drover.sample.tradein;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which appointment a sentence speaks of, and whether it chooses or asks. */
record WishReader(LocalDate today, LocalTime opens) {
    private static final int LONGEST = 4000;
    private static final List<String> ORDINALS = List.of("first", "second", "third");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern ORDINAL_WORD = pattern("\\b(first|second|third|last|1st|2nd|3rd)\\b"
            + "(?=\\W+(?:one|option|slot|time|appointment|please|works|is|suits|looks|sounds)\\b|\\W*$)");
    private static final Pattern ORDINAL_NUMBER =
            pattern("(?:\\b(?:option|number|slot|appointment)\\s*|#)([1-9])(?!\\d|[:.]\\d)");
    private static final Pattern NUMBER_ALONE = pattern("^\\W*([1-9])(?:\\s+please)?\\W*$");
    private static final Pattern ISO_DATE = pattern("(?<!\\d)(\\d{4}-\\d{2}-\\d{2})(?!\\d)");
    private static final String MONTH = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final Pattern MONTH_DAY = pattern("\\b" + MONTH + "\\.?\\s+(\\d{1,2})(?!\\d|[:.]\\d)");
    private static final Pattern DAY_MONTH = pattern("\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?" + MONTH + "\\b");
    // Not "sat" and "sun", which are words of their own.
    private static final Pattern WEEKDAY =
            pattern("\\b(mon|tue|wed|thu|fri|sat(?=urday)|sun(?=day))(?:s|nes|r|rs|ur)?(?:days?)?\\b");
    private static final Pattern CLOCK_TIME =
            pattern("(?<![\\d:.,$-])(\\d{1,2})[:.](\\d{2})(?![\\d]|[.,:]\\d)\\s*([ap])?\\.?(?:m\\b)?");
    private static final Pattern HOUR = pattern("(?<![\\d:.,$-])(\\d{1,2})()\\s*([ap])\\.?m\\b");
    private static final Pattern AT_HOUR = pattern("\\bat\\s+(\\d{1,2})()()(?!\\d|[:.,]\\d|\\s*(?:k|mi|miles?|km)\\b)");
    private static final Pattern NOON = pattern("\\bnoon\\b");
    private static final Pattern TODAY = pattern("\\btoday\\b");
    private static final Pattern TOMORROW = pattern("\\btomorrow\\b");
    private static final Pattern MORNING = pattern("(?<!good )\\bmornings?\\b");
    private static final Pattern AFTERNOON = pattern("(?<!good )\\bafternoons?\\b");
    private static final Pattern ASKING = pattern(
            "\\b(?:when|what|which|available|availability|any|anything|other|others|else|different|another)\\b");
    private static final Pattern REFUSING = pattern("\\b(?:not|no|none|neither|never|cannot|cancel)\\b|n['’]t\\b");
    private static final Pattern OTHERS = pattern("\\b(?:other|others|else|different|another|none|neither)\\b");
    private static final Pattern BOOKING = pattern("\\b(?:book|reserve)\\b");

    Wish read(String sentence) {
        String text = shortened(sentence);
        return new Wish(ordinal(text), date(text), weekday(text), time(text), half(text));
    }

    /** Whether the sentence may be a choice: a question for times and a refusal of some are none. */
    static boolean isChoice(String sentence) {
        String text = shortened(sentence);
        return !ASKING.matcher(text).find() && !REFUSING.matcher(text).find();
    }

    /** Whether the sentence asks for others than those offered. */
    static boolean wantsOthers(String sentence) {
        return OTHERS.matcher(shortened(sentence)).find();
    }

    /** Whether the sentence orders a booking, so that what it names need not have been offered. */
    static boolean isOrder(String sentence) {
        return BOOKING.matcher(shortened(sentence)).find();
    }

    private static Optional<Integer> ordinal(String text) {
        Optional<Integer> word = found(ORDINAL_WORD, text)
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .map(name -> switch (name) {
                    case "last" -> -1;
                    case "first", "second", "third" -> ORDINALS.indexOf(name) + 1;
                    default -> name.charAt(0) - '0';
                });
        return word.or(() -> found(ORDINAL_NUMBER, text)
                .or(() -> found(NUMBER_ALONE, text))
                .map(match -> Integer.valueOf(match.group(1))));
    }

    private Optional<LocalDate> date(String text) {
        return found(ISO_DATE, text)
                .flatMap(match -> parsed(match.group(1)))
                .or(() -> found(MONTH_DAY, text).flatMap(match -> next(match.group(1), match.group(2))))
                .or(() -> found(DAY_MONTH, text).flatMap(match -> next(match.group(2), match.group(1))))
                .or(() -> found(TOMORROW, text).map(match -> today.plusDays(1)))
                .or(() -> found(TODAY, text).map(match -> today));
    }

    private static Optional<LocalDate> parsed(String iso) {
        try {
            return Optional.of(LocalDate.parse(iso));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<LocalDate> next(String month, String day) {
        try {
            int number = MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
            LocalDate date = MonthDay.of(number, Integer.parseInt(day)).atYear(today.getYear());
            return Optional.of(date.isBefore(today) ? date.plusYears(1) : date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<DayOfWeek> weekday(String text) {
        return found(WEEKDAY, text)
                .map(match -> match.group(1).toUpperCase(Locale.ROOT))
                .flatMap(begin -> Arrays.stream(DayOfWeek.values())
                        .filter(day -> day.name().startsWith(begin))
                        .findFirst());
    }

    private Optional<LocalTime> time(String text) {
        return found(CLOCK_TIME, text)
                .or(() -> found(HOUR, text))
                .or(() -> found(AT_HOUR, text))
                .flatMap(this::time)
                .or(() -> found(NOON, text).map(match -> LocalTime.NOON));
    }

    /** An hour that lies before the opening is meant for the afternoon: at 2 is 14:00. */
    private Optional<LocalTime> time(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        int minute = match.group(2).isEmpty() ? 0 : Integer.parseInt(match.group(2));
        String half = match.group(3) == null ? "" : match.group(3).toLowerCase(Locale.ROOT);
        boolean isAfternoon = half.equals("p") || half.isEmpty() && hour < opens.getHour();
        int hourOfDay = hour < 12 && isAfternoon ? hour + 12 : half.equals("a") && hour == 12 ? 0 : hour;
        return hourOfDay < 24 && minute < 60 ? Optional.of(LocalTime.of(hourOfDay, minute)) : Optional.empty();
    }

    private static Optional<HalfDay> half(String text) {
        return found(MORNING, text).map(match -> HalfDay.MORNING).or(() -> found(AFTERNOON, text)
                .map(match -> HalfDay.AFTERNOON));
    }

    private static Optional<MatchResult> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    private static String shortened(String sentence) {
        return sentence.substring(0, Math.min(LONGEST, sentence.length()));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
