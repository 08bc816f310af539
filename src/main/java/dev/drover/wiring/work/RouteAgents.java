package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.agent.Agents;
import dev.drover.agent.CallSettings;
import dev.drover.agent.OnAmbiguity;
import dev.drover.settings.Durations;
import dev.drover.settings.InvalidSetting;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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
        Map<String, String> declared = RouteNote.of(route);
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
