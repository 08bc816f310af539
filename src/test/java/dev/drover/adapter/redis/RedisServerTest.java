package dev.drover.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drover.adapter.Gate;
import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.http.TestCertificate;
import dev.drover.identity.Scope;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** What depends on how the server is set up. */
class RedisServerTest {
    @Test
    void opensWithUserAndPasswordAndTellsNoOneOfThem() {
        try (TestRedis server = TestRedis.start("user drover on >s3cret ~* &* +@all", "user default off")) {
            String host = "127.0.0.1:" + server.port;

            try (Redis redis = Redis.open(RedisUrl.parse("redis://drover:s3cret@" + host))) {
                assertThat(new RedisStateStore(redis).get("key")).isEmpty();
            }
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> Redis.open(RedisUrl.parse("redis://drover:wr0ng@" + host)))
                    .withMessageNotContaining("wr0ng")
                    .withNoCause();
        }
    }

    @Test
    void comesByTlsAndBelievesOnlyCertificatesThatTheJvmTrusts(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "redis");
        TestCertificate another = TestCertificate.make(folder, "another");
        try (TestRedis server = TestRedis.start("user drover on >s3cret ~* &* +@all", "user default off");
                Gate tls = new Gate(server.port, certificate.client(certificate).getServerSocketFactory())) {
            RedisUrl url = RedisUrl.parse("rediss://drover:s3cret@127.0.0.1:" + tls.port);
            RedisUrl plain = RedisUrl.parse("redis://drover:s3cret@127.0.0.1:" + tls.port);

            trusting(certificate, () -> {
                try (Redis redis = Redis.open(url)) {
                    RedisStateStore state = new RedisStateStore(redis);
                    state.put("key", new byte[] {1}, Duration.ofMinutes(1));
                    assertThat(state.get("key")).contains(new byte[] {1});
                }
            });
            trusting(another, () -> assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> Redis.open(url))
                    .withMessageNotContaining("s3cret"));
            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> Redis.open(plain));
        }
    }

    /** As if the JVM had been started so. The file is read first: connections that read it side by side may get the one before. */
    private static void trusting(TestCertificate certificate, Runnable action) throws GeneralSecurityException {
        System.setProperty("javax.net.ssl.trustStore", certificate.keystore().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", TestCertificate.PASSWORD);
        try {
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
                    .init((KeyStore) null);
            action.run();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @Test
    void namesEverySettingThatPromisesLess() {
        try (TestRedis server = TestRedis.start("appendonly no", "maxmemory-policy allkeys-lru")) {
            assertThat(shortcomings(server.newUrl()))
                    .hasSize(3)
                    .anyMatch(text -> text.contains("appendonly = no"))
                    .anyMatch(text -> text.contains("appendfsync = everysec"))
                    .anyMatch(text -> text.contains("maxmemory-policy = allkeys-lru"));
        }
    }

    @Test
    void findsNothingToSayOfAServerThatPromisesEnough() {
        assertThat(shortcomings(TestRedis.shared().newUrl())).isEmpty();
    }

    @Test
    void isUnavailableWhereTheMemoryIsFull() {
        try (TestRedis server = TestRedis.start("maxmemory 1mb", "maxmemory-policy noeviction")) {
            try (Redis redis = Redis.open(server.newUrl())) {
                byte[] secret = "s3cret ".repeat(300_000).getBytes(StandardCharsets.UTF_8);

                assertThatExceptionOfType(StoreUnavailable.class)
                        .isThrownBy(() -> new RedisStateStore(redis).put("large", secret, Duration.ofMinutes(1)))
                        .withMessage("Redis cannot be asked now (RedisOutOfMemoryException)")
                        .withNoCause();
            }
        }
    }

    @Test
    void hasAllThatWasAcceptedAfterTheServerWasKilled() {
        try (TestRedis server = TestRedis.start("appendonly yes", "appendfsync always")) {
            RedisUrl url = server.newUrl();
            Task task;
            try (TaskStore store = new RedisTaskStore(Redis.open(url), new JsonTaskCodec(), 0)) {
                store.append(Samples.open("t1", Samples.ALICE, "c1", Samples.NOON));
                task = store.find(Scope.all(), "t1").orElseThrow();
            }

            server.kill();
            server.startAgain();

            try (TaskStore store = new RedisTaskStore(Redis.open(url), new JsonTaskCodec(), 0)) {
                assertThat(store.find(Scope.all(), "t1")).contains(task);
                assertThat(store.unfinished("", 10)).containsExactly("t1");
            }
        }
    }

    private static Iterable<String> shortcomings(RedisUrl url) {
        RedissonClient client = Redisson.create(Connection.to(url));
        try {
            return new Server(client, url).shortcomings();
        } finally {
            client.shutdown();
        }
    }
}
