package dev.drover.agent;

import java.util.List;

/**
 * Somebody who can work on a step: planned for, called, and a skill on the agent card.
 *
 * @param name lower-case letters, digits and dashes; also the skill's id
 * @param description what it does, in words that a message may use
 */
public record Agent(
        String name,
        String description,
        List<String> tags,
        List<String> examples,
        List<String> inputModes,
        List<String> outputModes,
        CallSettings calls) {

    public Agent {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "an agent's name is made of lower-case letters, digits and dashes, not " + name);
        }
        if (name.equals("answer")) {
            throw new IllegalArgumentException("no agent is named answer: the merged answer is");
        }
        tags = List.copyOf(tags);
        examples = List.copyOf(examples);
        inputModes = List.copyOf(inputModes);
        outputModes = List.copyOf(outputModes);
    }

    public static Agent of(String name, String description, List<String> tags, List<String> examples) {
        return new Agent(name, description, tags, examples, List.of(), List.of(), CallSettings.DEFAULT);
    }

    /** This agent with what it says of itself wherever nobody has said it here; without a description it has its name. */
    public Agent learning(Described described) {
        boolean unsaid = description.equals(name) && !described.description().isBlank();
        return new Agent(
                name,
                unsaid ? described.description() : description,
                tags.isEmpty() ? described.tags() : tags,
                examples.isEmpty() ? described.examples() : examples,
                inputModes.isEmpty() ? described.inputModes() : inputModes,
                outputModes.isEmpty() ? described.outputModes() : outputModes,
                calls);
    }
}
