package dev.drover.answer;

/** How many answers make an answer. */
public sealed interface Policy {
    /** Every agent is waited for; what some of them answered is a partial answer. */
    record All() implements Policy {}

    /** The first answer is the whole answer. */
    record First() implements Policy {}

    /** This many answers are a whole answer, or one of every step where a plan has fewer steps; fewer are none. */
    record Quorum(int count) implements Policy {
        public Quorum {
            if (count < 1) {
                throw new IllegalArgumentException("a quorum is 1 or more, not " + count);
            }
        }
    }

    /** A quorum of more than half of the steps. */
    record Majority() implements Policy {}

    /** Every agent is waited for, and a model writes one answer from what they said. */
    record Synthesize() implements Policy {}

    /**
     * The policy that the settings ask for.
     *
     * @param policy {@code answer.policy}: all, first, quorum or synthesize
     * @param quorum {@code answer.quorum}: a number, or majority, which empty also means
     */
    static Policy parse(String policy, String quorum) {
        Policy counted = parseQuorum(quorum.strip());
        return switch (policy.strip()) {
            case "all" -> new All();
            case "first" -> new First();
            case "quorum" -> counted;
            case "synthesize" -> new Synthesize();
            default ->
                throw new IllegalArgumentException("answer.policy is all, first, quorum or synthesize, not " + policy);
        };
    }

    private static Policy parseQuorum(String quorum) {
        if (quorum.isEmpty() || quorum.equals("majority")) {
            return new Majority();
        }
        if (!quorum.matches("0*[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "answer.quorum is a number of agents, at least 1, or majority, not " + quorum);
        }
        return new Quorum(Integer.parseInt(quorum));
    }

    /** The word for it in settings and metadata. */
    default String word() {
        return switch (this) {
            case All all -> "all";
            case First first -> "first";
            case Quorum quorum -> "quorum";
            case Majority majority -> "quorum";
            case Synthesize synthesize -> "synthesize";
        };
    }

    /** How many of these steps must have answered for the task to complete. */
    default int needed(int steps) {
        return switch (this) {
            case All all -> 1;
            case Synthesize synthesize -> 1;
            case First first -> 1;
            case Quorum(int count) -> Math.min(count, steps);
            case Majority majority -> steps / 2 + 1;
        };
    }

    /** How many of these steps must have answered for the answer to be whole. */
    default int whole(int steps) {
        return this instanceof All || this instanceof Synthesize ? steps : needed(steps);
    }
}
