package dev.drover.plan;

import dev.drover.agent.Agent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words by which agents are found. A name or a tag weighs most, an example less, a description least; a word
 * that many agents share weighs less than one that is a single agent's. A name or tag of several words weighs as
 * such where they stand together. Immutable once made.
 */
final class AgentIndex {
    /** What a name or a tag weighs that no other agent has. */
    static final double TAG = 4;

    private static final double EXAMPLE = 1.5;
    private static final double DESCRIPTION = 1;

    private final List<Agent> agents;
    private final Map<String, Term> words = new HashMap<>();
    private final Map<String, List<Phrase>> phrases = new HashMap<>();
    private int terms;

    /** What one word or phrase weighs for each agent. */
    private static final class Term {
        private final int id;
        private final double[] weights;

        Term(int id, int agents) {
            this.id = id;
            weights = new double[agents];
        }
    }

    private record Phrase(List<String> stems, Term term) {}

    /**
     * An agent that a text is about.
     *
     * @param mention the place of the first word that speaks of it
     */
    record Match(Agent agent, double score, int mention) {}

    AgentIndex(List<Agent> agents) {
        this.agents = List.copyOf(agents);
        for (int i = 0; i < agents.size(); i++) {
            add(i, agents.get(i));
        }
        words.values().forEach(this::discount);
        phrases.values().forEach(starting -> starting.forEach(phrase -> discount(phrase.term())));
    }

    boolean isOf(List<Agent> others) {
        return agents.equals(others);
    }

    /** The agents that these words speak of, in the order of their names. */
    List<Match> matches(List<String> stems) {
        double[] scores = new double[agents.size()];
        int[] mentions = new int[agents.size()];
        boolean[] counted = new boolean[terms];
        for (int i = 0; i < stems.size(); i++) {
            Term word = words.get(stems.get(i));
            if (word != null) {
                count(word, i, scores, mentions, counted);
            }
            for (Phrase phrase : phrases.getOrDefault(stems.get(i), List.of())) {
                int end = i + phrase.stems().size();
                if (end <= stems.size() && stems.subList(i, end).equals(phrase.stems())) {
                    count(phrase.term(), i, scores, mentions, counted);
                }
            }
        }
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > 0) {
                matches.add(new Match(agents.get(i), scores[i], mentions[i]));
            }
        }
        return matches;
    }

    private static void count(Term term, int place, double[] scores, int[] mentions, boolean[] counted) {
        if (counted[term.id]) {
            return;
        }
        counted[term.id] = true;
        for (int i = 0; i < scores.length; i++) {
            if (term.weights[i] > 0 && scores[i] == 0) {
                mentions[i] = place;
            }
            scores[i] += term.weights[i];
        }
    }

    private void add(int agent, Agent described) {
        addTag(agent, described.name());
        described.tags().forEach(tag -> addTag(agent, tag));
        described.examples().forEach(example -> addText(agent, example, EXAMPLE));
        addText(agent, described.description(), DESCRIPTION);
    }

    /** A common word is a tag on purpose, but not one to rely on. */
    private void addTag(int agent, String tag) {
        List<String> stems = Words.of(tag);
        if (stems.size() == 1) {
            weigh(word(stems.getFirst()), agent, Words.common(stems.getFirst()) ? DESCRIPTION : TAG);
        } else if (!stems.isEmpty()) {
            weigh(phrase(stems), agent, TAG);
            addText(agent, tag, DESCRIPTION);
        }
    }

    private void addText(int agent, String text, double weight) {
        for (String stem : Words.of(text)) {
            if (!Words.common(stem)) {
                weigh(word(stem), agent, weight);
            }
        }
    }

    private static void weigh(Term term, int agent, double weight) {
        term.weights[agent] = Math.max(term.weights[agent], weight);
    }

    private Term word(String stem) {
        return words.computeIfAbsent(stem, absent -> newTerm());
    }

    private Term phrase(List<String> stems) {
        List<Phrase> starting = phrases.computeIfAbsent(stems.getFirst(), absent -> new ArrayList<>());
        for (Phrase known : starting) {
            if (known.stems().equals(stems)) {
                return known.term();
            }
        }
        Phrase phrase = new Phrase(stems, newTerm());
        starting.add(phrase);
        return phrase.term();
    }

    private Term newTerm() {
        return new Term(terms++, agents.size());
    }

    /** The inverse document frequency, 1 for a term of one agent. */
    private void discount(Term term) {
        double sharing =
                Arrays.stream(term.weights).filter(weight -> weight > 0).count();
        double rarity = Math.log(1 + agents.size() / sharing) / Math.log(1 + agents.size());
        Arrays.setAll(term.weights, agent -> term.weights[agent] * rarity);
    }
}
