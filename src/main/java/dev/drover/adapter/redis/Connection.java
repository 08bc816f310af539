package dev.drover.adapter.redis;

import java.time.Duration;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;

/** How Redisson connects: short waits, no repeats, one master. */
final class Connection {
    private static final int MILLIS = 3_000;
    private static final int CONNECTIONS = 16;
    private static final int THREADS = 4;

    private Connection() {}

    static Config to(RedisUrl url) {
        Config config = new Config();
        // Values are bytes that we made ourselves; nothing is ever deserialized into objects.
        config.setCodec(ByteArrayCodec.INSTANCE);
        config.setUseScriptCache(true);
        config.setNettyThreads(THREADS);
        config.setThreads(THREADS);
        String master = url.sentinel();
        if (master == null) {
            bounded(config.useSingleServer(), url)
                    .setAddress(url.addresses().getFirst())
                    .setDatabase(url.database())
                    .setConnectionPoolSize(CONNECTIONS)
                    .setConnectionMinimumIdleSize(2)
                    .setSubscriptionConnectionPoolSize(2);
        } else {
            SentinelServersConfig sentinels = bounded(config.useSentinelServers(), url)
                    .setMasterName(master)
                    .setDatabase(url.database())
                    // A replica may be behind, and the journal must be read as it is.
                    .setReadMode(ReadMode.MASTER)
                    .setMasterConnectionPoolSize(CONNECTIONS)
                    .setMasterConnectionMinimumIdleSize(2)
                    .setSubscriptionConnectionPoolSize(2)
                    .setCheckSentinelsList(url.addresses().size() > 1);
            sentinels.setSentinelAddresses(url.addresses());
        }
        return config;
    }

    private static <C extends BaseConfig<C>> C bounded(C servers, RedisUrl url) {
        return servers.setUsername(url.user())
                .setPassword(url.password())
                .setTimeout(MILLIS)
                .setConnectTimeout(MILLIS)
                .setSubscriptionTimeout(MILLIS)
                .setPingConnectionInterval(MILLIS)
                .setRetryAttempts(0)
                .setReconnectionDelay(new EqualJitterDelay(Duration.ofMillis(100), Duration.ofSeconds(2)));
    }
}
