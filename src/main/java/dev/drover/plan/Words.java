package dev.drover.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a text as stems: what is left of a word without its endings, so that trades and trading are one. */
final class Words {
    private static final Pattern CAMEL_HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Set<String> COMMON = of("""
            a about after all also am an and any are as at be because been before being but by can come could did do
            does doing done for from get give go got had has have he hello help her here hi him his how i if in into is
            it its just know let like ll make may me might more most must my need no not now of off on one only or
            other our out over please re say see shall she should show so some such take tell than thank thanks that
            the their them then there these they thing this those to too up us use using ve very want was way we well
            were what when where which while who whom why will with would yes you your yours
            """).stream().collect(Collectors.toUnmodifiableSet());

    private Words() {}

    /** The stems of all words, common ones among them, in the order of the text. */
    static List<String> of(String text) {
        List<String> stems = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inWord = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                stems.add(stem(text.substring(start, i).toLowerCase(Locale.ROOT)));
                start = -1;
            }
        }
        return stems;
    }

    /** The stems of a member's name, such as {@code vehicleMake} or {@code vehicle_make}. */
    static List<String> ofKey(String key) {
        return of(CAMEL_HUMP.matcher(key).replaceAll(" "));
    }

    /** Whether a stem says little about what a text is about: a word of any text, a letter, a number. */
    static boolean common(String stem) {
        return stem.length() == 1 || COMMON.contains(stem) || stem.chars().allMatch(Character::isDigit);
    }

    private static String stem(String word) {
        String stem = singular(word);
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = shorter(stem, 3);
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = shorter(stem, 2);
        }
        return stem.length() > 3 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String singular(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4 && word.endsWith("sses")) {
            return word.substring(0, length - 2);
        }
        boolean plural = length > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return plural ? word.substring(0, length - 1) : word;
    }

    /** Without an ending and the consonant that it doubled; whole where no vowel would be left. */
    private static String shorter(String word, int ending) {
        String stem = word.substring(0, word.length() - ending);
        if (stem.chars().noneMatch(letter -> "aeiouy".indexOf(letter) >= 0)) {
            return word;
        }
        int last = stem.length() - 1;
        boolean doubled = stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
        return doubled ? stem.substring(0, last) : stem;
    }
}
