package dev.drover.identity;

/**
 * Who sends a request, and so whose tasks, contexts and keys it reaches.
 *
 * @param name stable for the same caller; never a credential
 */
public record Caller(String name) {
    /** Everyone, where no authentication is configured. */
    public static final Caller ANONYMOUS = new Caller("anonymous");

    public Caller {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a caller has a name");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
