package dev.drover.chaos;

import java.util.ArrayList;
import java.util.List;

/** Reads all events of one task, over as many streams as it takes. */
final class Reader {
    private static final List<String> ENDS =
            List.of("TASK_STATE_COMPLETED", "TASK_STATE_FAILED", "TASK_STATE_REJECTED", "TASK_STATE_CANCELED");

    private final Client client;
    private final String taskId;
    private final List<Client.Seen> seen = new ArrayList<>();

    Reader(Client client, String taskId) {
        this.client = client;
        this.taskId = taskId;
    }

    List<Client.Seen> read(long until) throws InterruptedException {
        while (!ended() && System.nanoTime() < until) {
            client.subscribe(
                    taskId, seen.isEmpty() ? "0" : Long.toString(seen.getLast().id()), seen::add);
            if (!ended()) {
                Thread.sleep(100);
            }
        }
        return seen;
    }

    private boolean ended() {
        return !seen.isEmpty()
                && ENDS.contains(
                        seen.getLast().result().at("/statusUpdate/status/state").asText());
    }
}
