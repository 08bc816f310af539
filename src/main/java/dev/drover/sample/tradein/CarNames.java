package dev.drover.sample.tradein;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The makes and models that the table knows, found in any spelling: f150, F-150 and F 150 are one model. */
record CarNames(List<Name> makes, List<Name> models) {
    private static final Pattern THREE_LETTERS = Pattern.compile("\\p{L}{3}|\\p{L}{2}-\\p{L}");
    private static final Pattern POINTED_AT =
            Pattern.compile("(?:\\d{2}|\\b(?:my|an?|the))\\s+$", Pattern.CASE_INSENSITIVE);

    /**
     * One spelling of a make, or of a model of a make.
     *
     * @param model empty when it is a make
     */
    record Name(Pattern spelling, String make, String model) {
        Optional<Found> in(String text) {
            Matcher matcher = spelling.matcher(text);
            return matcher.find() ? Optional.of(new Found(this, matcher.start(), matcher.end())) : Optional.empty();
        }

        /** Whether the model says by itself which make it is of: "Civic" does, "3" does not. */
        boolean isTelling() {
            return THREE_LETTERS.matcher(model).find();
        }
    }

    /** A name and where it stands in the text. */
    record Found(Name name, int start, int end) {}

    CarNames {
        makes = List.copyOf(makes);
        models = List.copyOf(models);
    }

    static CarNames of(Collection<String> makes, Collection<String> models, Map<String, String> aliases) {
        List<Name> spellings = new ArrayList<>();
        makes.forEach(make -> spellings.add(new Name(spelling(make), make, "")));
        aliases.forEach((alias, make) -> spellings.add(new Name(spelling(alias), make, "")));
        // Longer names first: Mercedes-Benz before Mercedes, Grand Cherokee before Cherokee.
        Comparator<Name> longestFirst =
                Comparator.comparingInt(name -> -name.spelling().pattern().length());
        return new CarNames(
                spellings.stream().sorted(longestFirst).toList(),
                models.stream().map(CarNames::model).sorted(longestFirst).toList());
    }

    /** The make that the text names. */
    Optional<Found> make(String text) {
        return first(makes, text);
    }

    /** The model of this make: anywhere if its name is telling, else only right behind the make. */
    Optional<Found> model(String text, Found make) {
        return models.stream()
                .filter(name -> name.make().equals(make.name().make()))
                .flatMap(name -> name.in(text).stream())
                .filter(found -> found.name().isTelling() || isBehind(text, make, found))
                .findFirst();
    }

    /** The model that the text names without its make: as a name, or as in "my civic" and "2018 civic". */
    Optional<Found> telling(String text) {
        return models.stream()
                .filter(Name::isTelling)
                .flatMap(name -> name.in(text).stream())
                .filter(found -> !Character.isLowerCase(text.charAt(found.start()))
                        || POINTED_AT.matcher(text.substring(0, found.start())).find())
                .findFirst();
    }

    private static boolean isBehind(String text, Found make, Found model) {
        return model.start() >= make.end()
                && text.substring(make.end(), model.start()).isBlank();
    }

    private static Optional<Found> first(List<Name> names, String text) {
        return names.stream().flatMap(name -> name.in(text).stream()).findFirst();
    }

    private static Name model(String makeAndModel) {
        int dot = makeAndModel.indexOf('.');
        String model = makeAndModel.substring(dot + 1);
        return new Name(spelling(model), makeAndModel.substring(0, dot), model);
    }

    private static Pattern spelling(String name) {
        String loose = name.replaceAll("[\\s-]+", "[\\\\s-]*");
        return Pattern.compile("(?<![\\p{L}\\d,.])" + loose + "(?![\\p{L}\\d]|[,.]\\d)", Pattern.CASE_INSENSITIVE);
    }
}
