package dev.drover.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which agents a caller may reach; the others do not exist for it.
 *
 * @param rules names of agents, {@code *} for all, and names with {@code !} in front for those that are out of reach in
 *     any case
 */
public record Reach(Set<String> rules) {
    public static final Reach EVERYTHING = new Reach(Set.of("*"));

    public Reach {
        rules = Set.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("*, or names of agents with commas between them");
        }
    }

    /** Reads {@code *}, {@code weather, calendar} or {@code *, !payroll}. */
    public static Reach of(String text) {
        return new Reach(Set.copyOf(new TreeSet<>(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(rule -> !rule.isEmpty())
                .toList())));
    }

    public boolean includes(String agent) {
        return !rules.contains("!" + agent) && (rules.contains("*") || rules.contains(agent));
    }

    /** The rules in one order, so that equal reaches are written alike. */
    public List<String> sorted() {
        return rules.stream().sorted().toList();
    }
}
