package dev.drover.a2a;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** File bytes inside JSON: written in the standard alphabet with padding, read in either alphabet, padded or not. */
final class Raw {
    private Raw() {}

    /** Null when the text is not base64. */
    static byte @Nullable [] decode(String text) {
        boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        try {
            return (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
