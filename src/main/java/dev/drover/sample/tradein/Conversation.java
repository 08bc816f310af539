package dev.drover.sample.tradein;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A context of a caller; one caller never reaches another's. */
public record Conversation(String caller, String contextId) {
    /** The one that an agent's variables name. */
    static Conversation of(Map<String, ? extends @Nullable Object> variables) {
        return new Conversation(String.valueOf(variables.get("caller")), String.valueOf(variables.get("contextId")));
    }

    /** Unlike for unlike conversations, whatever characters their names are made of. */
    String key() {
        return encoded(caller) + "/" + encoded(contextId);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
