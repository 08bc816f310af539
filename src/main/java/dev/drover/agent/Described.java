package dev.drover.agent;

import java.util.List;

/** What a remote agent says of itself. */
public record Described(
        String description,
        List<String> tags,
        List<String> examples,
        List<String> inputModes,
        List<String> outputModes) {
    public Described {
        tags = List.copyOf(tags);
        examples = List.copyOf(examples);
        inputModes = List.copyOf(inputModes);
        outputModes = List.copyOf(outputModes);
    }
}
