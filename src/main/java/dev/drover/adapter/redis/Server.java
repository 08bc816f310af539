package dev.drover.adapter.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisMaster;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the server is set up. */
final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** With these, what was accepted is on the disk and stays there. */
    private static final Map<String, String> PROMISED =
            Map.of("appendonly", "yes", "appendfsync", "always", "maxmemory-policy", "noeviction");

    private final RedissonClient client;
    private final RedisUrl url;

    Server(RedissonClient client, RedisUrl url) {
        this.client = client;
        this.url = url;
    }

    void warn() {
        shortcomings().forEach(LOG::warn);
    }

    /** One sentence for each setting that differs from what Drover's guarantees need. */
    List<String> shortcomings() {
        List<String> found = new ArrayList<>();
        PROMISED.forEach((setting, promised) -> {
            String value = value(setting);
            if (!promised.equals(value)) {
                found.add("Redis has " + setting + " = " + (value == null ? "(not told)" : value)
                        + "; what was accepted is safe with " + promised + " only");
            }
        });
        return found;
    }

    /** Null where the server does not let itself be asked: hosted ones often do not. */
    private @Nullable String value(String setting) {
        try {
            return node().getConfig(setting).get(setting);
        } catch (RedisException e) {
            return null;
        }
    }

    int replicas() {
        String count = node().info(InfoSection.REPLICATION).getOrDefault("connected_slaves", "0");
        return Integer.parseInt(count.trim());
    }

    private RedisMaster node() {
        return url.sentinel() == null
                ? client.getRedisNodes(RedisNodes.SINGLE).getInstance()
                : client.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE).getMaster();
    }
}
