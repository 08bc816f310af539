package dev.drover.wiring.remote;

/** A call's id, task/step/round, taken apart. */
record CallId(String text, String taskId, String step, int round) {
    static CallId of(String text) {
        String[] parts = text.split("/");
        return new CallId(text, parts[0], parts[1], Integer.parseInt(parts[2]));
    }
}
