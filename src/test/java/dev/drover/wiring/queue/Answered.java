package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/**
 * The replies to many messages. One may be sent again, but then it is the same one: by its task and the number of its event
 * a receiver knows it.
 */
final class Answered {
    private final Map<String, String> replies = new HashMap<>();

    void add(String correlation, String task, String event, String outcome) {
        assertThat(outcome).isEqualTo("completed");
        assertThat(event).containsOnlyDigits();
        String reply = task + "/" + event;
        assertThat(replies.merge(correlation, reply, (known, again) -> known)).isEqualTo(reply);
    }

    /** How many messages have their reply. */
    int messages() {
        return replies.size();
    }

    /** Checks that no two messages share a reply. */
    void eachOnce() {
        assertThat(replies.values()).doesNotHaveDuplicates();
    }
}
