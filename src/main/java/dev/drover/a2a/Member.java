package dev.drover.a2a;

import java.util.Locale;

/** A member's name in both spellings that protocol buffers' JSON has: camelCase, and the snake_case of the proto. */
record Member(String camel, String snake) {
    static Member of(String camel) {
        return new Member(camel, camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }

    boolean spelledTwoWays() {
        return !camel.equals(snake);
    }
}
