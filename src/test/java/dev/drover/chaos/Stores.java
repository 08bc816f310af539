package dev.drover.chaos;

import dev.drover.adapter.redis.TestRedis;

/** The stores that chaos can be made on. */
final class Stores {
    private Stores() {}

    static SharedStore start(String name) {
        return switch (name) {
            case "redis" -> redis();
            case "postgres" -> new CrashingPostgres();
            default -> throw new IllegalArgumentException("the store is redis or postgres, not " + name);
        };
    }

    /** With the settings under which Drover promises what it does. */
    private static SharedStore redis() {
        TestRedis redis = TestRedis.start("appendonly yes", "appendfsync always", "maxmemory-policy noeviction");
        return new SharedStore() {
            @Override
            public int port() {
                return redis.port;
            }

            @Override
            public String url(int port) {
                return "redis://127.0.0.1:" + port;
            }

            @Override
            public void kill() {
                redis.kill();
            }

            @Override
            public void startAgain() {
                redis.startAgain();
            }

            @Override
            public void close() {
                redis.close();
            }
        };
    }
}
