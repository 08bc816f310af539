package dev.drover.plan;

import dev.drover.agent.Agent;
import dev.drover.agent.Agents;
import dev.drover.message.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Plans as the caller says where the message names agents, else as the settings say. As thread-safe as its parts. */
public final class Planners {
    private final Agents agents;
    private final Set<String> allowed;
    private final Planner configured;
    private final boolean asks;
    private final NamedPlanner named = new NamedPlanner();

    /**
     * Planning for some of the agents.
     *
     * @param allowed {@code plan.agents}: the names that may be planned for, with commas between them; * allows all
     * @param configured plans for messages that name nobody
     */
    public Planners(Agents agents, String allowed, Planner configured) {
        this(agents, allowed, configured, false);
    }

    /** Planning by somebody who has to be asked, once the message is in the journal; {@code fallback} where that fails. */
    public static Planners asking(Agents agents, String allowed, Planner fallback) {
        return new Planners(agents, allowed, fallback, true);
    }

    private Planners(Agents agents, String allowed, Planner configured, boolean asks) {
        this.agents = agents;
        this.allowed = Arrays.stream(allowed.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.configured = configured;
        this.asks = asks;
        if (this.allowed.isEmpty()) {
            throw new IllegalArgumentException("plan.agents is * or at least one name");
        }
    }

    /** Whether {@link #plan} is the plan for this message, and not what is left where asking for one failed. */
    public boolean isLocal(Message message) {
        return !asks || named.appliesTo(message);
    }

    /**
     * The plan for this message; a {@code Refusal} where it names agents that it cannot have.
     *
     * @param reachable whether whoever asks may have the agent of this name
     */
    public Plan plan(Message message, Predicate<String> reachable) {
        List<Agent> available = available(reachable);
        return named.appliesTo(message) ? named.plan(message, available) : configured.plan(message, available);
    }

    /** The agents that may be planned for, for whoever can reach those of these names. */
    public List<Agent> available(Predicate<String> reachable) {
        return agents.all().stream()
                .filter(agent -> allowed.contains("*") || allowed.contains(agent.name()))
                .filter(agent -> reachable.test(agent.name()))
                .toList();
    }
}
