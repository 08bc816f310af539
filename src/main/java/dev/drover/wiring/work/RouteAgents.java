package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.agent.Agents;
import dev.drover.agent.CallSettings;
import dev.drover.agent.OnAmbiguity;
import dev.drover.settings.Durations;
import dev.drover.settings.InvalidSetting;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.model.PropertyDefinition;
import org.apache.camel.model.RouteDefinition;

/** The agents, read from the routes that consume {@code direct:agent-<name>}. Safe for any number of threads. */
public final class RouteAgents implements Agents {
    private static final String PREFIX = "agent-";

    private volatile List<Agent> all = List.of();

    @Override
    public List<Agent> all() {
        return all;
    }

    /** Takes the agents of these routes in place of those known so far. */
    void read(List<RouteDefinition> routes) {
        all = routes.stream()
                .filter(route -> String.valueOf(route.getRouteId()).startsWith(PREFIX))
                .map(RouteAgents::agent)
                .sorted(Comparator.comparing(Agent::name))
                .toList();
    }

    private static Agent agent(RouteDefinition route) {
        Map<String, String> declared = declared(route);
        Properties properties = new Properties(route.getRouteId(), declared);
        CallSettings calls = new CallSettings(
                properties.read("timeout", CallSettings.DEFAULT.timeout(), Durations::time),
                properties.read("retries", CallSettings.DEFAULT.retries(), Integer::valueOf),
                properties.read("concurrency", CallSettings.DEFAULT.concurrency(), Integer::valueOf),
                properties.read("on-ambiguity", CallSettings.DEFAULT.onAmbiguity(), RouteAgents::onAmbiguity));
        String name = route.getRouteId().substring(PREFIX.length());
        String description = route.getDescriptionText() == null ? name : route.getDescriptionText();
        return new Agent(
                name,
                description,
                properties.list("tags", ","),
                properties.list("examples", "[|]"),
                properties.list("input-modes", ","),
                properties.list("output-modes", ","),
                calls);
    }

    /** The lines {@code key = value} of the route's note, and its properties. 0007: YAML has no route properties. */
    private static Map<String, String> declared(RouteDefinition route) {
        Map<String, String> declared = new HashMap<>();
        java.util.Properties note = new java.util.Properties();
        try {
            note.load(new StringReader(route.getNote() == null ? "" : route.getNote()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note.stringPropertyNames().forEach(key -> declared.put(key, note.getProperty(key)));
        if (route.getRouteProperties() != null) {
            for (PropertyDefinition property : route.getRouteProperties()) {
                declared.put(property.getKey(), property.getValue());
            }
        }
        return declared;
    }

    static OnAmbiguity onAmbiguity(String word) {
        return switch (word) {
            case "retry" -> OnAmbiguity.RETRY;
            case "fail" -> OnAmbiguity.FAIL;
            case "ask" -> OnAmbiguity.ASK;
            default -> throw new IllegalArgumentException("retry, fail or ask");
        };
    }

    /** What an agent's route declares of itself. */
    private record Properties(String routeId, Map<String, String> declared) {
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

        List<String> list(String key, String separator) {
            return List.of(declared.getOrDefault(key, "").split(separator)).stream()
                    .map(String::trim)
                    .filter(item -> !item.isEmpty())
                    .toList();
        }
    }
}
