package dev.drover.a2a;

/** Text from a request, made short and harmless for a message to its caller. */
final class Quoted {
    private static final int LENGTH = 40;

    private Quoted() {}

    static String of(String text) {
        return '"' + name(text) + '"';
    }

    /** Without the quotation marks. */
    static String name(String text) {
        StringBuilder harmless = new StringBuilder();
        text.codePoints()
                .limit(LENGTH)
                .map(point -> Character.isLetterOrDigit(point) || (point > ' ' && point < 127) ? point : '?')
                .forEach(harmless::appendCodePoint);
        return harmless.append(text.length() > LENGTH ? "..." : "").toString();
    }
}
