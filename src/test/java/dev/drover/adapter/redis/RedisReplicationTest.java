package dev.drover.adapter.redis;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.identity.Scope;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Samples;
import dev.drover.task.TaskStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One master, one replica, one Sentinel. */
class RedisReplicationTest {
    @Test
    void countsAWriteWhenAReplicaHasItAndGoesOnWithoutReplicasWhenTheLastIsGone() {
        try (TestRedis master = TestRedis.start("repl-diskless-sync yes", "repl-diskless-sync-delay 0");
                TestRedis replica = TestRedis.start("replicaof 127.0.0.1 " + master.port)) {
            awaitReplica(master);
            try (TaskStore store = open("redis://127.0.0.1:" + master.port);
                    Redis copy = Redis.open(RedisUrl.parse("redis://127.0.0.1:" + replica.port))) {
                for (int i = 0; i < 50; i++) {
                    assertThat(store.append(Samples.open("t" + i, ALICE, "c1", NOON)))
                            .isTrue();
                    assertThat(copy.client.getList("drover:events:t" + i).size())
                            .isEqualTo(3);
                }

                replica.freeze();
                assertThatExceptionOfType(StoreUnavailable.class)
                        .isThrownBy(() -> store.append(Samples.open("alone", ALICE, "c1", NOON)))
                        .withMessageContaining("no replica");

                replica.kill();
                await().atMost(Duration.ofSeconds(20))
                        .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                        .until(() -> store.append(Samples.open("on its own", ALICE, "c1", NOON))
                                || store.find(Scope.all(), "on its own").isPresent());
            }
        }
    }

    @Test
    void followsTheMasterThatSentinelsName() {
        try (TestRedis master = TestRedis.start("repl-diskless-sync yes", "repl-diskless-sync-delay 0");
                TestRedis replica = TestRedis.start("replicaof 127.0.0.1 " + master.port)) {
            awaitReplica(master);
            try (TestSentinel sentinel = TestSentinel.start(master.port);
                    TaskStore store = open("redis://127.0.0.1:" + sentinel.port + "?sentinel=main")) {
                assertThat(store.append(Samples.open("before", ALICE, "c1", NOON)))
                        .isTrue();

                master.kill();

                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                        .until(() -> store.append(Samples.open("after", ALICE, "c1", NOON))
                                || store.find(Scope.all(), "after").isPresent());
                assertThat(store.find(Scope.all(), "before")).isPresent();
                assertThat(replica.role()).isEqualTo("master");
            }
        }
    }

    private static void awaitReplica(TestRedis master) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> master.info("replication").contains("state=online"));
    }

    private static TaskStore open(String url) {
        return new RedisTaskStore(Redis.open(RedisUrl.parse(url)), new JsonTaskCodec(), 32 << 20);
    }
}
