package dev.drover.queue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * The replies of one task that a queue still has to get.
 *
 * @param address the queue or topic
 * @param correlation by which the receiver knows what is answered
 * @param json whether the request was A2A JSON, and so a final reply is the task; else it is text
 * @param events whether every event is a reply, not only the end
 * @param sent the sequence number up to which the task's events have been sent
 * @param since milliseconds of the epoch
 * @param attempts to send that failed, one after the other
 * @param refusals of them, those since the last that may have met a broker that was away
 * @param problem what the last of them met; empty when none failed
 */
public record Owed(
        String taskId,
        String trigger,
        String address,
        String correlation,
        boolean json,
        boolean events,
        long sent,
        long since,
        int attempts,
        int refusals,
        String problem) {

    /** The same for a task that is known now, from behind this event on. */
    public Owed of(String task, long sequence) {
        return new Owed(
                task, trigger, address, correlation, json, events, sequence, since, attempts, refusals, problem);
    }

    /** The same with events up to this one sent, and no trouble. */
    public Owed sentUpTo(long sequence) {
        return new Owed(taskId, trigger, address, correlation, json, events, sequence, since, 0, 0, "");
    }

    /** The same after an attempt to send that failed: {@code refused} by a broker that is there. */
    public Owed failed(String why, boolean refused) {
        int inARow = refused ? refusals + 1 : 0;
        return new Owed(taskId, trigger, address, correlation, json, events, sent, since, attempts + 1, inARow, why);
    }

    /** What of it has to be kept, so that it can be owed again. */
    public Map<String, String> details() {
        return Map.of(
                "trigger",
                trigger,
                "address",
                address,
                "correlation",
                correlation,
                "json",
                Boolean.toString(json),
                "events",
                Boolean.toString(events),
                "sent",
                Long.toString(sent));
    }

    /** The same of such details, as if it were owed from now on. */
    public static Owed of(String task, Map<String, String> details, Instant now) {
        return new Owed(
                task,
                details.getOrDefault("trigger", ""),
                details.getOrDefault("address", ""),
                details.getOrDefault("correlation", ""),
                Boolean.parseBoolean(details.get("json")),
                Boolean.parseBoolean(details.get("events")),
                Long.parseLong(details.getOrDefault("sent", "0")),
                now.toEpochMilli(),
                0,
                0,
                "");
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(taskId);
        out.writeUTF(trigger);
        out.writeUTF(address);
        out.writeUTF(correlation);
        out.writeBoolean(json);
        out.writeBoolean(events);
        out.writeLong(sent);
        out.writeLong(since);
        out.writeInt(attempts);
        out.writeInt(refusals);
        out.writeUTF(problem);
    }

    /** As it was written in this version; refusals are counted since the second. */
    static Owed read(DataInput in, int version) throws IOException {
        return new Owed(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readBoolean(),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                version == 1 ? 0 : in.readInt(),
                in.readUTF());
    }
}
