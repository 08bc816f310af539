package dev.drover.sample.tradein;

import dev.drover.sample.tradein.CarNames.Found;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a sentence says of a car. A number is first a model's name, then a mileage, then a year. */
record SentenceReader(CarNames names, YearWords years, MileageWords mileages) {
    private static final int LONGEST = 4000;
    private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final Pattern DATE = pattern("\\b\\d{4}-\\d{2}(?:-\\d{2})?(?:[T ]\\d{1,2}:\\d{2})?"
            + "|\\b" + MONTH + "\\s+\\d{1,2}(?:st|nd|rd|th)?\\b(?:,?\\s+\\d{4}\\b)?"
            + "|\\b\\d{1,2}(?:st|nd|rd|th)?\\s+" + MONTH + "\\s+\\d{4}\\b");
    private static final Pattern NEXT_WORD = Pattern.compile("\\G[ \\t]+(?<model>[\\p{L}\\d][\\p{L}\\d-]{0,30})");
    private static final Pattern YEAR_MAKE_MODEL = Pattern.compile(
            "(?<!\\d)\\d{4}[ \\t]+(?<make>\\p{Lu}[\\p{L}-]{1,30})[ \\t]+(?<model>[\\p{L}\\d][\\p{L}\\d-]{0,30})");
    private static final Pattern NO_NAME = pattern("(?:19|20)\\d\\d|\\d{5,}|\\d+k|[a-z]");
    private static final Set<String> NO_NAMES = Set.of(
            ("a an the and or but with in on at to from of for by is are was has have had that this it its which who"
                            + " my our your i we you car truck suv van sedan coupe vehicle miles mile km mileage"
                            + " condition excellent good fair poor great please thanks about around only just driven"
                            + " bought when what how could can would will should do does need want were year years")
                    .split(" "));

    Description read(String sentence) {
        String text = DATE.matcher(sentence.substring(0, Math.min(LONGEST, sentence.length())))
                .replaceAll(" ");
        Optional<Found> make = names.make(text);
        if (make.isPresent()) {
            return ofMake(text, make.get());
        }
        Optional<Found> model = names.telling(text);
        if (model.isPresent()) {
            return described(
                    without(text, model.get()),
                    model.get().name().make(),
                    model.get().name().model());
        }
        Matcher unknown = YEAR_MAKE_MODEL.matcher(text);
        if (unknown.find() && isName(unknown.group("make")) && isName(unknown.group("model"))) {
            String rest = text.substring(0, unknown.start("make")) + " " + text.substring(unknown.end());
            return described(rest, unknown.group("make"), unknown.group("model"));
        }
        return described(text, "", "");
    }

    private Description ofMake(String text, Found make) {
        String name = make.name().make();
        Optional<Found> model = names.model(text, make);
        if (model.isPresent()) {
            return described(
                    without(text, model.get()), name, model.get().name().model());
        }
        Matcher next = NEXT_WORD.matcher(text);
        if (next.find(make.end()) && isName(next.group("model"))) {
            return described(
                    text.substring(0, make.end()) + " " + text.substring(next.end()), name, next.group("model"));
        }
        return described(text, name, "");
    }

    private Description described(String numbers, String make, String model) {
        return new Description(
                years.in(mileages.without(numbers)),
                make.isEmpty() ? Reading.absent() : Reading.known(make),
                model.isEmpty() ? Reading.absent() : Reading.known(model),
                mileages.in(numbers),
                ConditionWords.in(numbers));
    }

    private static String without(String text, Found found) {
        return text.substring(0, found.start()) + " " + text.substring(found.end());
    }

    private static boolean isName(String word) {
        return !NO_NAMES.contains(word.toLowerCase(Locale.ROOT))
                && !NO_NAME.matcher(word).matches();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
