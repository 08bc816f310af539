package dev.drover.plan;

import dev.drover.agent.Agent;
import dev.drover.message.Message;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans for the agents that the caller names: {@code agents} in the message's metadata, a list of names, or a list
 * of lists, one for each wave. An agent may be named more than once. Anything else is refused.
 */
public final class NamedPlanner implements Planner {
    private static final String NAME = "caller";
    private static final int MOST = 100;
    private static final int SHOWN = 64;

    /** Whether the message names agents, well or not. */
    public boolean appliesTo(Message message) {
        return message.metadata().get("agents") != null;
    }

    @Override
    public Plan plan(Message message, List<Agent> agents) {
        List<List<String>> waves = waves(message);
        int named = waves.stream().mapToInt(List::size).sum();
        if (named == 0 || named > MOST) {
            throw refused("names 1 to " + MOST + " agents, not " + named);
        }
        String text = message.text();
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<String> before = List.of();
        for (List<String> wave : waves) {
            List<String> now = new ArrayList<>();
            for (String name : wave) {
                String id = freshId(known(name, agents), ids);
                steps.add(new Step(id, name, text, before));
                now.add(id);
            }
            before = now.isEmpty() ? before : List.copyOf(now);
        }
        return Plan.of(steps, NAME);
    }

    private static List<List<String>> waves(Message message) {
        if (!(message.metadata().get("agents") instanceof List<?> listed)) {
            throw notNames();
        }
        if (listed.stream().allMatch(String.class::isInstance)) {
            return List.of(names(listed));
        }
        List<List<String>> waves = new ArrayList<>();
        for (Object wave : listed) {
            if (!(wave instanceof List<?> list)) {
                throw notNames();
            }
            waves.add(names(list));
        }
        return waves;
    }

    private static List<String> names(List<?> listed) {
        List<String> names = new ArrayList<>();
        for (Object element : listed) {
            if (!(element instanceof String name)) {
                throw notNames();
            }
            names.add(name);
        }
        return names;
    }

    private static String known(String name, List<Agent> agents) {
        if (agents.stream().anyMatch(agent -> agent.name().equals(name))) {
            return name;
        }
        String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
        String all = agents.stream().map(Agent::name).collect(Collectors.joining(", "));
        throw refused("there is no agent " + shown + (all.isEmpty() ? "" : "; there are: " + all));
    }

    private static String freshId(String name, Set<String> ids) {
        String id = name;
        for (int i = 2; !ids.add(id); i++) {
            id = name + "-" + i;
        }
        return id;
    }

    private static Refusal notNames() {
        return refused("is a list of agents' names, or a list of such lists, one for each wave");
    }

    private static Refusal refused(String description) {
        return Refusal.invalid(new Violation("message.metadata.agents", description));
    }
}
