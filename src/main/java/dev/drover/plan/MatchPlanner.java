package dev.drover.plan;

import dev.drover.agent.Agent;
import dev.drover.message.Message;
import dev.drover.message.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans for the agents that a message speaks of, in the order in which it does: its text and the names of its data's
 * members are compared with the agents' names, tags, examples and descriptions. An agent that is alone is planned
 * for whatever the message says.
 *
 * <p>Safe for any number of threads: all that changes is the index of the latest list of agents, made anew when the
 * list is another.
 */
public final class MatchPlanner implements Planner {
    private static final String NAME = "match";
    /** Of the best score; but an agent whose own tag is in the message is never too weak. */
    private static final double ENOUGH = 0.5;

    private static final int DEEPEST = 8;

    private volatile AgentIndex latest = new AgentIndex(List.of());

    @Override
    public Plan plan(Message message, List<Agent> agents) {
        String text = message.text();
        if (agents.size() == 1) {
            return planFor(agents, text);
        }
        List<AgentIndex.Match> matches = index(agents).matches(words(text, message.parts()));
        double best =
                matches.stream().mapToDouble(AgentIndex.Match::score).max().orElse(0);
        double enough = Math.min(best * ENOUGH, AgentIndex.TAG);
        List<Agent> chosen = matches.stream()
                .filter(match -> match.score() >= enough)
                .sorted(Comparator.comparingInt(AgentIndex.Match::mention))
                .map(AgentIndex.Match::agent)
                .toList();
        return chosen.isEmpty() ? Plan.nobody(whoThereIs(agents), NAME) : planFor(chosen, text);
    }

    private static Plan planFor(List<Agent> agents, String text) {
        return Plan.of(agents.stream().map(agent -> Step.of(agent, text)).toList(), NAME);
    }

    private static String whoThereIs(List<Agent> agents) {
        if (agents.isEmpty()) {
            return "There is no agent.";
        }
        return agents.stream()
                .map(agent -> "\n- " + agent.name() + ": " + agent.description())
                .collect(Collectors.joining("", "No agent matches this message. There are:", ""));
    }

    private AgentIndex index(List<Agent> agents) {
        AgentIndex index = latest;
        if (!index.isOf(agents)) {
            index = new AgentIndex(agents);
            latest = index;
        }
        return index;
    }

    private static List<String> words(String text, List<Part> parts) {
        List<String> words = Words.of(text);
        for (Part part : parts) {
            if (part.content() instanceof Part.Content.Data data) {
                addKeys(data.value(), words, DEEPEST);
            }
        }
        return words;
    }

    private static void addKeys(@Nullable Object value, List<String> words, int deepest) {
        if (deepest == 0) {
            return;
        }
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, member) -> {
                words.addAll(Words.ofKey(String.valueOf(key)));
                addKeys(member, words, deepest - 1);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> addKeys(element, words, deepest - 1));
        }
    }
}
