package dev.drover.a2a;

/** Halves of surrogate pairs: strings may hold them, UTF-8 cannot. */
final class Surrogates {
    private Surrogates() {}

    static boolean paired(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(Surrogates::half);
            }
        }
        return true;
    }

    /** The text with every lone half replaced, so that it can be written. */
    static String repaired(String text) {
        if (paired(text)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().map(point -> half(point) ? '\uFFFD' : point).forEach(repaired::appendCodePoint);
        return repaired.toString();
    }

    private static boolean half(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
