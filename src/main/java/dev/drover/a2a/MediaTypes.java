package dev.drover.a2a;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The media types of bodies. */
final class MediaTypes {
    static final String JSON = "application/json";
    static final String A2A_JSON = "application/a2a+json";

    private static final Set<String> READ = Set.of(JSON, A2A_JSON);

    private MediaTypes() {}

    /** A body must say that it is JSON: browsers send what does not say so across origins without asking. */
    static void requireJson(HttpRequest request) {
        String type = request.header("content-type").toLowerCase(Locale.ROOT);
        if (!type.equals(JSON) && !json(type)) {
            throw Refusal.of(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "the Content-Type must be " + JSON + " or " + A2A_JSON + ", in UTF-8",
                    Map.of("accepted", JSON + ", " + A2A_JSON));
        }
    }

    static boolean acceptsA2aJson(HttpRequest request) {
        return request.header("accept").toLowerCase(Locale.ROOT).contains(A2A_JSON);
    }

    private static boolean json(String type) {
        int semicolon = type.indexOf(';');
        String essence = semicolon < 0 ? type : type.substring(0, semicolon);
        if (!READ.contains(essence.trim())) {
            return false;
        }
        int charset = type.indexOf("charset=");
        return charset < 0 || type.substring(charset).replace("\"", "").matches("charset=utf-?8\\s*(;.*)?");
    }
}
