package dev.drover.adapter.redis;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Change;
import dev.drover.task.Cursor;
import dev.drover.task.Event;
import dev.drover.task.Page;
import dev.drover.task.Query;
import dev.drover.task.Recorded;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskCache;
import dev.drover.task.TaskCodec;
import dev.drover.task.TaskStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redisson.api.RLexSortedSet;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Tasks in Redis: a list of events for each, a hash with its place and perhaps a snapshot, and sorted sets over them.
 * One script commits a change with all of that, or nothing.
 */
public final class RedisTaskStore implements TaskStore {
    // 0006: a snapshot only at rest, and only of long tasks
    private static final int EVENTS_WITHOUT_SNAPSHOT = 32;

    private static final int PURGED_AT_ONCE = 64;
    private static final byte[] YES = {'1'};
    private static final byte[] NO = {'0'};

    private final Redis redis;
    private final TaskCodec codec;
    private final TaskCache tasks;
    private final Changes changes;

    /**
     * A store on this server, which it closes when it is closed.
     *
     * @param recentBytes how much heap recent tasks may take, roughly
     */
    public RedisTaskStore(Redis redis, TaskCodec codec, long recentBytes) {
        this.redis = redis;
        this.codec = codec;
        tasks = new TaskCache(codec, this::read, recentBytes);
        changes = new Changes(redis);
    }

    @Override
    public boolean append(Change change) {
        Task task = change.after();
        boolean snapshot = task.state().atRest() && task.sequence() > EVENTS_WITHOUT_SNAPSHOT;
        List<byte[]> events = codec.encode(change.events());
        List<Object> arguments = new ArrayList<>(List.of(
                bytes(redis.prefix),
                bytes(task.id()),
                bytes(Long.toString(change.expected())),
                bytes(task.listed() ? task.state().name() : Listing.HIDDEN),
                Members.of(new Cursor(task.status().at(), task.id())),
                bytes(task.owner().name()),
                bytes(task.contextId()),
                task.state().atRest() ? NO : YES,
                task.state().terminal() ? YES : NO,
                snapshot ? codec.encode(task) : new byte[0],
                bytes(changes.channel()),
                bytes(changes.note(task.id()))));
        arguments.addAll(events);
        boolean appended = redis.write(Script.APPEND, List.of(), arguments.toArray()) == 1;
        if (appended) {
            tasks.appended(change, events);
            changes.here(task.id());
        }
        return appended;
    }

    @Override
    public Optional<Task> find(Scope scope, String taskId) {
        return tasks.find(taskId).filter(task -> scope.sees(task.owner()));
    }

    private List<TaskCache.Stored> read(List<TaskCache.Wanted> wanted) {
        List<Object> arguments = new ArrayList<>(List.of(bytes(redis.prefix)));
        for (TaskCache.Wanted task : wanted) {
            arguments.add(bytes(task.taskId()));
            arguments.add(bytes(Long.toString(task.from())));
        }
        return redis.read(Script.READ, arguments.toArray()).stream()
                .map(RedisTaskStore::stored)
                .toList();
    }

    private static TaskCache.Stored stored(Object answer) {
        List<byte[]> values =
                ((List<?>) answer).stream().map(byte[].class::cast).toList();
        byte[] snapshot = values.getFirst();
        return new TaskCache.Stored(snapshot.length == 0 ? null : snapshot, values.subList(1, values.size()));
    }

    @Override
    public Page list(Scope scope, Query query) {
        Listing listing = Listing.of(redis, scope, query);
        return tasks.page(query, listing.places(), listing.total());
    }

    @Override
    public List<Recorded> events(String taskId, long after, int limit) {
        List<byte[]> stored = Redis.call(() -> redis.client
                .<byte[]>getList(redis.prefix + ":events:" + taskId, ByteArrayCodec.INSTANCE)
                .range((int) after, (int) Math.min(after + limit - 1, Integer.MAX_VALUE)));
        List<Recorded> events = new ArrayList<>();
        for (byte[] bytes : stored) {
            Event event = codec.decodeEvent(bytes);
            events.add(new Recorded(after + events.size() + 1, event));
        }
        return events;
    }

    @Override
    public Subscription watch(String taskId, Runnable changed) {
        return changes.watch(taskId, changed);
    }

    @Override
    public List<String> unfinished(String after, int limit) {
        return Redis.call(() -> {
            RLexSortedSet ids = redis.client.getLexSortedSet(redis.prefix + ":unfinished");
            return List.copyOf(ids.rangeTail(after, false, 0, limit));
        });
    }

    @Override
    public int purge(Instant endedBefore, long keep, int limit) {
        byte[] before = Members.without(new Cursor(endedBefore, ""));
        int gone = 0;
        while (gone < limit) {
            int some = Math.min(limit - gone, PURGED_AT_ONCE);
            long went = redis.write(
                    Script.PURGE,
                    List.of(),
                    bytes(redis.prefix),
                    before,
                    bytes(Long.toString(keep)),
                    bytes(Integer.toString(some)));
            gone += (int) went;
            if (went < some) {
                break;
            }
        }
        return gone;
    }

    @Override
    public List<String> ofContext(Caller owner, String contextId, int limit) {
        return Listing.ofContext(redis, owner, contextId, limit).stream()
                .map(Cursor::taskId)
                .toList();
    }

    @Override
    public boolean remove(String taskId) {
        return redis.write(Script.REMOVE, List.of(), bytes(redis.prefix), bytes(taskId)) == 1;
    }

    @Override
    public void close() {
        redis.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
