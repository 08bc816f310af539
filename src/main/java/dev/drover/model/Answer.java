package dev.drover.model;

/**
 * What a model made of a prompt.
 *
 * @param turn what it said and which tools it wants called; empty where it was blocked at once
 * @param reason the service's own word for how it ended, such as STOP or SAFETY
 */
public record Answer(Turn.OfModel turn, Finish finish, String reason, Usage usage) {
    /** How a turn ended. */
    public enum Finish {
        /** By itself. */
        WHOLE,
        /** At the limit of output tokens: the text is not whole. */
        CUT_OFF,
        /** By the service, which will not answer this prompt, or not with that text. */
        BLOCKED
    }
}
