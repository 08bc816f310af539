package dev.drover.wiring.work;

import dev.drover.settings.InvalidSetting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.model.PropertyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's route declares of itself: the lines {@code key = value} of its note, and its route properties, which
 * win. 0007: YAML has no route properties.
 */
record AgentNote(String routeId, Map<String, String> declared) {
    /** What an agent can declare; route properties with other keys belong to others. */
    static final Set<String> KEYS = Set.of(
            "tags",
            "examples",
            "input-modes",
            "output-modes",
            "timeout",
            "retries",
            "concurrency",
            "adaptive",
            "on-ambiguity",
            "instead",
            "hedge",
            "max-answer",
            "idempotent");

    static AgentNote of(RouteDefinition route) {
        Map<String, String> declared = RouteNote.of(route);
        List<PropertyDefinition> properties =
                route.getRouteProperties() == null ? List.of() : route.getRouteProperties();
        Set<String> others = properties.stream().map(PropertyDefinition::getKey).collect(Collectors.toSet());
        for (String key : declared.keySet()) {
            if (!KEYS.contains(key) && !others.contains(key)) {
                throw new InvalidSetting("the note of " + route.getRouteId() + " has the key " + key
                        + ", but there are only " + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        return new AgentNote(route.getRouteId(), declared);
    }

    <T> T read(String key, T otherwise, Function<String, T> parser) {
        String text = declared.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return parser.apply(text.trim());
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(String.format(
                    Locale.ROOT,
                    "%s has the property %s = %s, but it must be %s",
                    routeId,
                    key,
                    text,
                    e instanceof NumberFormatException ? "a whole number" : e.getMessage()));
        }
    }

    @Nullable
    String text(String key) {
        String text = declared.getOrDefault(key, "").trim();
        return text.isEmpty() ? null : text;
    }

    boolean truth(String key) {
        return read(key, false, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        });
    }

    List<String> list(String key, String separator) {
        return List.of(declared.getOrDefault(key, "").split(separator)).stream()
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
