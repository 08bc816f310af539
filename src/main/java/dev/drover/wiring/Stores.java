package dev.drover.wiring;

import dev.drover.adapter.dynamodb.Dynamo;
import dev.drover.adapter.dynamodb.DynamoStateStore;
import dev.drover.adapter.dynamodb.DynamoTaskStore;
import dev.drover.adapter.dynamodb.DynamoUrl;
import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.adapter.postgres.Postgres;
import dev.drover.adapter.postgres.PostgresStateStore;
import dev.drover.adapter.postgres.PostgresTaskStore;
import dev.drover.adapter.postgres.PostgresUrl;
import dev.drover.adapter.redis.Redis;
import dev.drover.adapter.redis.RedisStateStore;
import dev.drover.adapter.redis.RedisTaskStore;
import dev.drover.adapter.redis.RedisUrl;
import dev.drover.adapter.rocksdb.RocksDb;
import dev.drover.adapter.rocksdb.RocksStateStore;
import dev.drover.adapter.rocksdb.RocksTaskStore;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.task.TaskStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/**
 * The two ports on one store, chosen by {@code store.url}. Closing it closes the store.
 *
 * @param shared whether other processes may use the same store at the same time
 */
record Stores(TaskStore tasks, StateStore state, boolean shared, AutoCloseable whole) implements AutoCloseable {
    /** Bytes of recent tasks that a store keeps at hand. */
    private static final long RECENT = 64 << 20;

    /** Ended tasks that are kept where there is nothing but the heap: few enough for the smallest. */
    private static final int IN_MEMORY = 10_000;

    /** Begins with what takes its time, beside the start of everything else. */
    static void prepare(Settings settings) {
        if (url(settings).startsWith("rocksdb:")) {
            RocksDb.prepare();
        }
    }

    static Stores open(Settings settings, Path folder, Clock clock) {
        String url = url(settings);
        String scheme = url.substring(0, Math.max(0, url.indexOf(':')));
        return switch (scheme) {
            case "memory" -> {
                MemoryTaskStore tasks = new MemoryTaskStore(IN_MEMORY);
                MemoryStateStore state = new MemoryStateStore(clock);
                yield new Stores(tasks, state, false, tasks);
            }
            case "rocksdb" -> {
                Path path = folder.resolve(url.substring("rocksdb:".length())).normalize();
                RocksDb database = RocksDb.open(path, settings.truth("store.sync", "true"));
                RocksStateStore state = new RocksStateStore(database, clock);
                TaskStore tasks = new RocksTaskStore(database, new JsonTaskCodec(), RECENT);
                yield new Stores(tasks, state, false, database);
            }
            case "redis", "rediss" -> {
                Redis redis = Redis.open(parsed(url, RedisUrl::parse));
                TaskStore tasks = new RedisTaskStore(redis, new JsonTaskCodec(), RECENT);
                yield new Stores(tasks, new RedisStateStore(redis), true, redis);
            }
            case "jdbc" -> {
                Postgres postgres = Postgres.open(parsed(url, PostgresUrl::parse));
                TaskStore tasks = new PostgresTaskStore(postgres, new JsonTaskCodec(), RECENT);
                yield new Stores(tasks, new PostgresStateStore(postgres), true, tasks);
            }
            case "dynamodb" -> {
                Dynamo dynamo = Dynamo.open(parsed(url, DynamoUrl::parse));
                TaskStore tasks = new DynamoTaskStore(dynamo, new JsonTaskCodec(), RECENT, clock);
                yield new Stores(tasks, new DynamoStateStore(dynamo, clock), true, dynamo);
            }
            default ->
                throw new InvalidSetting(
                        "store.url must begin with rocksdb:, memory:, redis:, rediss:, jdbc:postgresql: or dynamodb:");
        };
    }

    private static String url(Settings settings) {
        return settings.text("store.url", "rocksdb:./data/drover");
    }

    /** The URL itself may hold a password, so it is never shown. */
    private static <T> T parsed(String url, Function<String, T> parser) {
        try {
            return parser.apply(url);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("store.url must be " + e.getMessage());
        }
    }

    @Override
    public void close() throws Exception {
        whole.close();
    }
}
