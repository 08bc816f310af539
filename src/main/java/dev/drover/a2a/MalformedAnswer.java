package dev.drover.a2a;

/** An agent's answer that is not A2A; the message says what is wrong with it and holds nothing of it. No stack trace. */
public final class MalformedAnswer extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedAnswer(String what) {
        super(what, null, false, false);
    }

    public String what() {
        return String.valueOf(getMessage());
    }
}
