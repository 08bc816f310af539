package dev.drover.adapter.redis;

import dev.drover.task.Ids;
import dev.drover.task.Subscription;
import dev.drover.task.Watchers;
import org.redisson.api.RTopic;
import org.redisson.client.codec.StringCodec;

/**
 * Tells watchers on every replica of a task that it has changed: one channel, on which each commit names its task and
 * who made it. Changes by this replica are told at once, on the thread that made them; those of others on Redisson's.
 */
final class Changes {
    private final String origin = Ids.next();
    private final String channel;
    private final Watchers watchers = new Watchers();

    Changes(Redis redis) {
        channel = redis.prefix + ":changed";
        RTopic topic = redis.client.getTopic(channel, StringCodec.INSTANCE);
        Redis.call(() -> topic.addListener(String.class, (name, note) -> heard(note)));
    }

    String channel() {
        return channel;
    }

    String note(String taskId) {
        return origin + " " + taskId;
    }

    private void heard(String note) {
        if (!note.startsWith(origin)) {
            watchers.changed(note.substring(note.indexOf(' ') + 1));
        }
    }

    void here(String taskId) {
        watchers.changed(taskId);
    }

    Subscription watch(String taskId, Runnable changed) {
        return watchers.watch(taskId, changed);
    }
}
