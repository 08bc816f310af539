package dev.drover.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which agents work on a message, and in which order; or what is said where nobody is to be called. One of the three.
 *
 * @param steps in the order of the answer; a step comes after those that it waits for
 * @param answer the whole answer; absent when there are steps
 * @param question what the caller has to say first; the message that answers it is planned anew
 * @param planner who made it: match, all, caller, gemini
 */
public record Plan(
        List<Step> steps, @Nullable String answer, @Nullable String question, String planner) {
    public Plan {
        steps = List.copyOf(steps);
        Set<String> known = new HashSet<>();
        for (Step step : steps) {
            if (!known.containsAll(step.after())) {
                throw new IllegalArgumentException("step " + step.id() + " waits for a step that is not before it");
            }
            if (!known.add(step.id())) {
                throw new IllegalArgumentException("there are two steps with the id " + step.id());
            }
        }
        if (steps.isEmpty() && answer == null && question == null) {
            throw new IllegalArgumentException("a plan has steps, an answer or a question");
        }
    }

    public static Plan of(List<Step> steps, String planner) {
        return new Plan(steps, null, null, planner);
    }

    /** A plan that calls nobody and says this instead. */
    public static Plan nobody(String answer, String planner) {
        return new Plan(List.of(), answer, null, planner);
    }

    /** A plan that waits for the caller's answer to this. */
    public static Plan asking(String question, String planner) {
        return new Plan(List.of(), null, question, planner);
    }

    /** The next wave: the steps that can be called when these have a reply; empty when none is left. */
    public List<Step> wave(Set<String> replied) {
        List<Step> wave = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (!replied.contains(step.id()) && replied.containsAll(step.after())) {
                wave.add(step);
            }
        }
        return wave;
    }
}
