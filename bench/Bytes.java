package bench;

/** Searches in bytes, without making strings of them. The text that is looked for is ASCII. */
final class Bytes {
    private Bytes() {}

    /** Where the first occurrence ends, or -1. */
    static int after(byte[] bytes, int from, int to, String text) {
        int last = to - text.length();
        for (int i = from; i <= last; i++) {
            if (bytes[i] == text.charAt(0) && matches(bytes, i, text)) {
                return i + text.length();
            }
        }
        return -1;
    }

    static boolean endsWith(byte[] bytes, int to, String text) {
        return to >= text.length() && matches(bytes, to - text.length(), text);
    }

    private static boolean matches(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
