package dev.drover.adapter.a2aclient;

/** What a scripted agent says of its task {@code t1} in the context {@code c1}, in A2A's JSON. */
public final class Says {
    private Says() {}

    public static String bareTask(String state, String... artifacts) {
        return "{\"id\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"TASK_STATE_" + state
                + "\"}, \"artifacts\": [" + String.join(", ", artifacts) + "]}";
    }

    public static String task(String state, String... artifacts) {
        return "{\"task\": " + bareTask(state, artifacts) + "}";
    }

    public static String status(String state) {
        return "{\"statusUpdate\": {\"taskId\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"TASK_STATE_"
                + state + "\"}}}";
    }

    public static String status(String state, String text) {
        return "{\"statusUpdate\": {\"taskId\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"TASK_STATE_"
                + state + "\", \"message\": {\"messageId\": \"m-" + text + "\", \"role\": \"ROLE_AGENT\", \"parts\": ["
                + "{\"text\": \"" + text + "\"}]}}}}";
    }

    public static String artifact(String id, String text) {
        return "{\"artifactId\": \"" + id + "\", \"parts\": [{\"text\": \"" + text + "\"}]}";
    }

    public static String artifactUpdate(String id, String text, boolean append) {
        return "{\"artifactUpdate\": {\"taskId\": \"t1\", \"contextId\": \"c1\", \"artifact\": " + artifact(id, text)
                + ", \"append\": " + append + "}}";
    }

    public static String message(String text) {
        return "{\"message\": {\"messageId\": \"m\", \"role\": \"ROLE_AGENT\", \"parts\": [{\"text\": \"" + text
                + "\"}]}}";
    }
}
