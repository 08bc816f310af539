package dev.drover.a2a;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The protocol version that a request names (A2A 1.0, service parameters); its patch does not count. */
final class Versions {
    static final String SERVED = "1.0";

    /** What a request means that names none. */
    private static final String UNNAMED = "0.3";

    private static final String NAME = "A2A-Version";
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?");

    private Versions() {}

    static boolean served(HttpRequest request) {
        String version = of(request);
        return version.equals(SERVED)
                || (version.startsWith(SERVED + ".") && VERSION.matcher(version).matches());
    }

    static void require(HttpRequest request) {
        if (served(request)) {
            return;
        }
        String version = of(request);
        String named = VERSION.matcher(version).matches() ? version : Quoted.of(version);
        throw Refusal.of(
                Reason.VERSION_NOT_SUPPORTED,
                "version " + named + " of A2A is not served here; send the header " + NAME + ": " + SERVED,
                Map.of("requested", named, "supported", SERVED));
    }

    private static String of(HttpRequest request) {
        String header = request.header("a2a-version");
        if (!header.isEmpty()) {
            return header;
        }
        String query = fromQuery(request.rawQuery());
        return query == null ? UNNAMED : query;
    }

    private static @Nullable String fromQuery(@Nullable String raw) {
        if (raw == null || !raw.contains(NAME)) {
            return null;
        }
        return QueryString.read(raw, new Violations()).get(NAME) instanceof String version ? version : null;
    }
}
