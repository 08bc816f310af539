package dev.drover.identity;

/** What a caller may do beside asking for what everybody may. */
public enum Role {
    /** Sends messages, and reads and acts on its own tasks. */
    CALLER("caller"),
    /** Reads every task. */
    VIEWER("viewer"),
    /** Reads every task, acts on every task, and sends messages. */
    OPERATOR("operator");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The role of this name; the failure says which there are. */
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("caller, viewer or operator");
    }

    @Override
    public String toString() {
        return word;
    }
}
