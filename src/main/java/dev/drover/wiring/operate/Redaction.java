package dev.drover.wiring.operate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what must not stand in a log: the secrets that Drover itself has, and what looks like a credential, a
 * card, an account or an address of a person. It cannot know every secret that people write.
 */
final class Redaction {
    private static final String GONE = "[redacted]";
    private static final int SHORTEST = 4;

    private static final List<Pattern> SHAPES = List.of(
            // what follows a word for a secret, in JSON, in forms and in headers
            Pattern.compile(
                    "(?i)(?<=\\b(?:password|passwd|passphrase|secret|token|api[-_ ]?key|authorization|cookie|pin|cvv)\"?"
                            + "\\s{0,2}[:=]\\s{0,2})(?:\"[^\"]*\"|(?:bearer |basic )?[^\\s,;}]+)"),
            Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}"),
            // JSON Web Tokens, and keys with the prefixes that services give them
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_.-]+"),
            Pattern.compile("\\b(?:sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza)[-_]?[A-Za-z0-9_-]{12,}"),
            Pattern.compile("-----BEGIN [A-Z ]+-----[\\s\\S]*?(?:-----END [A-Z ]+-----|$)"),
            // the password in a URL
            Pattern.compile("(?<=://[^/\\s:@]{0,64}:)[^@/\\s]+(?=@)"),
            // mail addresses, bank accounts (IBAN), cards
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"),
            Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\\b"),
            Pattern.compile("(?<![\\w-])[3-6]\\d{3}(?:[ -]?\\d{4}){2}[ -]?\\d{1,7}(?![\\w-])"),
            // long random words
            Pattern.compile("\\b(?=[A-Za-z0-9+/_-]*\\d)(?=[A-Za-z0-9+/_-]*[A-Za-z])[A-Za-z0-9+/_-]{40,}={0,2}"));

    private final List<String> secrets;

    /** With the secrets that are known by their text; very short ones are left alone, or every word would go. */
    Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String of(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, GONE);
        }
        for (Pattern shape : SHAPES) {
            clean = shape.matcher(clean).replaceAll(GONE);
        }
        return clean;
    }
}
