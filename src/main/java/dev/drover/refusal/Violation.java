package dev.drover.refusal;

/**
 * One thing that is wrong with a request.
 *
 * @param field the member's path in camelCase, such as {@code message.parts[0].raw}
 * @param description what is expected there
 */
public record Violation(String field, String description) {
    @Override
    public String toString() {
        return field + ": " + description;
    }
}
