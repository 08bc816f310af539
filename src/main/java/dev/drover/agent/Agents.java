package dev.drover.agent;

import java.util.List;
import java.util.Optional;

/** The agents that there are now, by name; a hot reload changes them, so nobody keeps the list. */
public interface Agents {
    /** All of them, in the order of their names. */
    List<Agent> all();

    default Optional<Agent> find(String name) {
        return all().stream().filter(agent -> agent.name().equals(name)).findFirst();
    }
}
