package dev.drover.model;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param instruction what it has to be and do; may be empty
 * @param turns the conversation so far, at least one turn; the last one is not the model's
 */
public record Prompt(ModelSettings settings, String instruction, List<Turn> turns, List<Tool> tools) {
    public Prompt {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }
}
