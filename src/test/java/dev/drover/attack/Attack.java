package dev.drover.attack;

/**
 * Something that must be refused, and what is next to it and must pass.
 *
 * @param status of the refusal
 * @param says what the whole refusal, head and body, must hold; the head in lower case
 * @param neighbour passes with 200, and without an error in its body
 */
record Attack(String name, Ask bad, int status, String says, Ask neighbour) {
    @Override
    public String toString() {
        return name;
    }
}
