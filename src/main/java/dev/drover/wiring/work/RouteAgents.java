package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.agent.Agents;
import dev.drover.agent.CallSettings;
import dev.drover.agent.Described;
import dev.drover.agent.OnAmbiguity;
import dev.drover.settings.Durations;
import dev.drover.settings.InvalidSetting;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.model.RouteDefinition;

/**
 * The agents, read from the routes that consume {@code direct:agent-<name>}, with what remote ones say of themselves.
 * Safe for any number of threads.
 */
public final class RouteAgents implements Agents {
    /** Of the ids of agents' routes. */
    public static final String PREFIX = "agent-";

    private final Map<String, Described> learned = new HashMap<>();
    private List<Agent> declared = List.of();
    private volatile List<Agent> all = List.of();

    @Override
    public List<Agent> all() {
        return all;
    }

    /** Takes the agents of these routes in place of those known so far. */
    synchronized void read(List<RouteDefinition> routes) {
        declared = routes.stream()
                .filter(route -> String.valueOf(route.getRouteId()).startsWith(PREFIX))
                .map(RouteAgents::agent)
                .sorted(Comparator.comparing(Agent::name))
                .toList();
        tell();
    }

    /** Takes an agent in place of the one with its name, if there is one. */
    public synchronized void put(Agent agent) {
        declared = Stream.concat(others(agent.name()), Stream.of(agent))
                .sorted(Comparator.comparing(Agent::name))
                .toList();
        tell();
    }

    public synchronized void remove(String name) {
        declared = others(name).toList();
        tell();
    }

    private Stream<Agent> others(String name) {
        return declared.stream().filter(agent -> !agent.name().equals(name));
    }

    /** Takes what an agent says of itself; what its route or the settings say wins. */
    public synchronized void learn(String name, Described described) {
        if (!described.equals(learned.put(name, described))) {
            tell();
        }
    }

    private void tell() {
        all = declared.stream()
                .map(agent -> {
                    Described described = learned.get(agent.name());
                    return described == null ? agent : agent.learning(described);
                })
                .toList();
    }

    /** The agent that a route declares; {@code InvalidSetting} says what is wrong with it. */
    public static Agent agent(RouteDefinition route) {
        AgentNote note = AgentNote.of(route);
        CallSettings calls = calls(note);
        String name = route.getRouteId().substring(PREFIX.length());
        String description = route.getDescriptionText() == null ? name : route.getDescriptionText();
        return new Agent(
                name,
                description,
                note.list("tags", ","),
                note.list("examples", "[|]"),
                note.list("input-modes", ","),
                note.list("output-modes", ","),
                calls);
    }

    private static CallSettings calls(AgentNote note) {
        try {
            return new CallSettings(
                    note.read("timeout", CallSettings.DEFAULT.timeout(), Durations::time),
                    note.read("retries", CallSettings.DEFAULT.retries(), Integer::valueOf),
                    note.read("concurrency", CallSettings.DEFAULT.concurrency(), Integer::valueOf),
                    note.truth("adaptive"),
                    note.read("on-ambiguity", CallSettings.DEFAULT.onAmbiguity(), RouteAgents::onAmbiguity),
                    note.text("instead"),
                    note.truth("idempotent"),
                    note.truth("hedge"),
                    note.read("max-answer", CallSettings.DEFAULT.maxAnswer(), Durations::size));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(note.routeId() + ": " + e.getMessage());
        }
    }

    private static OnAmbiguity onAmbiguity(String word) {
        return switch (word) {
            case "retry" -> OnAmbiguity.RETRY;
            case "fail" -> OnAmbiguity.FAIL;
            case "ask" -> OnAmbiguity.ASK;
            default -> throw new IllegalArgumentException("retry, fail or ask");
        };
    }
}
