package bench;

/** What a load came to: all answers, how many of them were wrong or missing, and how long they took. */
record Outcome(long answers, long wrong, long nanos, Latencies latencies) {
    static Outcome none() {
        return new Outcome(0, 0, 0, new Latencies());
    }

    Outcome plus(Outcome other) {
        latencies.addAll(other.latencies);
        return new Outcome(answers + other.answers, wrong + other.wrong, nanos, latencies);
    }

    Outcome lasting(long nanos) {
        return new Outcome(answers, wrong, nanos, latencies);
    }

    double perSecond() {
        return (answers - Math.min(answers, wrong)) * 1e9 / nanos;
    }
}
