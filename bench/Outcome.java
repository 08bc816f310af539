package bench;

/** What a load came to: all answers, how many of them were wrong or missing, and how long they took. */
record Outcome(long answers, long wrong, long nanos, Latencies latencies) {
    static Outcome none() {
        return new Outcome(0, 0, 0, new Latencies());
    }

    /** With one that ran at the same time. */
    Outcome plus(Outcome other) {
        latencies.addAll(other.latencies);
        return new Outcome(answers + other.answers, wrong + other.wrong, nanos, latencies);
    }

    /** With one that ran at another time. */
    Outcome and(Outcome other) {
        return plus(other).lasting(nanos + other.nanos);
    }

    Outcome lasting(long nanos) {
        return new Outcome(answers, wrong, nanos, latencies);
    }

    double perSecond() {
        return (answers - Math.min(answers, wrong)) * 1e9 / nanos;
    }
}
