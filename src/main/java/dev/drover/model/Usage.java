package dev.drover.model;

/**
 * The tokens of a call, or of several.
 *
 * @param prompt cached ones included
 * @param cached those of the prompt that the service had kept from an earlier call
 * @param output without thoughts
 */
public record Usage(long prompt, long cached, long output, long thoughts) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                prompt + other.prompt, cached + other.cached, output + other.output, thoughts + other.thoughts);
    }
}
