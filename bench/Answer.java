package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as it came. It can be looked into, which takes longer than some servers take to make it, or glanced at.
 * Its bytes are the connection's: they are valid until the next request.
 */
record Answer(boolean ok, boolean chunked, byte[] bytes, int from, int to) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPLETED = "TASK_STATE_COMPLETED";

    boolean looksCompleted() {
        return ok && Bytes.after(bytes, from, to, COMPLETED) >= 0;
    }

    /** At least three events, and the last of them the end. */
    boolean looksStreamed() {
        int events = 0;
        int last = from;
        for (int at = from; at >= 0; at = Bytes.after(bytes, at, to, "\ndata:")) {
            last = at;
            events++;
        }
        return ok && events > 3 && Bytes.after(bytes, last, to, COMPLETED) >= 0;
    }

    /** A completed task with each of the texts in an artifact. */
    boolean isCompleted(List<String> texts) {
        try {
            JsonNode task = JSON.readTree(body()).at("/result/task");
            return ok && isCompleted(task) && texts(task.path("artifacts")).containsAll(texts);
        } catch (IOException e) {
            return false;
        }
    }

    /** The task, an artifact with the text, the end; or more. */
    boolean isStreamed(String text) {
        try {
            List<JsonNode> events = new ArrayList<>();
            for (String line : new String(body(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("data:")) {
                    events.add(JSON.readTree(line.substring(5)).path("result"));
                }
            }
            return ok
                    && events.size() >= 3
                    && events.getFirst().has("task")
                    && events.stream().anyMatch(event -> holds(event.at("/artifactUpdate/artifact"), text))
                    && isCompleted(events.getLast().path("statusUpdate"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isCompleted(JsonNode holder) {
        return holder.at("/status/state").asText().equals(COMPLETED);
    }

    private static boolean holds(JsonNode artifact, String text) {
        return artifact.at("/parts/0/text").asText().equals(text);
    }

    private static List<String> texts(JsonNode artifacts) {
        return artifacts.findValuesAsText("text");
    }

    private byte[] body() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(to - from);
        if (!chunked) {
            body.write(bytes, from, to - from);
            return body.toByteArray();
        }
        int at = from;
        while (true) {
            int start = Bytes.after(bytes, at, to, "\r\n");
            if (start < 0) {
                throw new IOException("a chunk is cut off");
            }
            int size = Integer.parseInt(new String(bytes, at, start - 2 - at, StandardCharsets.US_ASCII), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.write(bytes, start, size);
            at = start + size + 2;
        }
    }
}
