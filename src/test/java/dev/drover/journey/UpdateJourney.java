package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.adapter.Gate;
import dev.drover.adapter.redis.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What callers see of an update: two replicas on one Redis behind a load balancer, stopped and started one after the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpdateJourney {
    @TempDir
    static Path folder;

    static TestRedis redis;
    static Gate way;
    static AgentServer agents;
    static RunningDrover one;
    static RunningDrover other;

    @BeforeAll
    static void start() throws Exception {
        redis = TestRedis.start("appendonly yes", "appendfsync always", "maxmemory-policy noeviction");
        way = new Gate(redis.port);
        agents = new AgentServer();
        agents.takes("quick", Duration.ofMillis(20));
        agents.takes("steady", Duration.ofMillis(700));
        agents.takes("long", Duration.ofSeconds(5)); // longer than a replica gives work to finish
        Future<RunningDrover> started = CompletableFuture.supplyAsync(() -> replica("other", redis.port));
        one = replica("one", way.port);
        other = started.get();
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        other.close();
        agents.close();
        way.close();
        redis.close();
    }

    private static RunningDrover replica(String name, int store) {
        List<String> settings = new ArrayList<>(agents.settings("quick", "steady", "long", "held"));
        settings.addAll(List.of(
                "store.url = redis://127.0.0.1:" + store,
                "store.lease = 5s",
                "server.drain = 1s",
                "throttle.send = none",
                "throttle.read = none"));
        try {
            return new RunningDrover(Files.createDirectory(folder.resolve(name)), Map.of(), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(1)
    void aRollingRestartUnderLoadFailsNoRequestLosesNoTaskAndBreaksNoStream() throws Exception {
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        try (Balancer door = new Balancer(List.of(one, other))) {
            Senders senders = new Senders(door.uri());
            for (Senders.Way sender : Senders.Way.values()) {
                clients.submit(() -> senders.run(sender));
                clients.submit(() -> senders.run(sender));
            }
            Awaitility.await().until(() -> agents.calls("long").size() >= 4);

            int first = one.stop();
            one.start();
            int second = other.stop();
            other.start();
            senders.stop();
            clients.shutdown();

            assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(List.of(first, second)).containsOnly(143);
            assertThat(senders.failures).isEmpty();
            assertThat(door.broken()).isEmpty();
            assertThat(senders.tasks).hasSize(senders.sent.get());
            assertThat(senders.tasks.values()).allSatisfy(UpdateJourney::isWhole);
            assertThat(senders.resumed).hasPositiveValue();
            // what a stopped replica could not finish was called again, by the same call id
            List<String> calls = agents.calls("long");
            assertThat(new HashSet<>(calls).size()).isLessThan(calls.size());
        }
    }

    @Test
    @Order(2)
    void itStopsWhileItWaitsForTheLeaseOfADeadReplicaAndASecondSignalChangesNothing() throws Exception {
        ObjectNode params = A2aClient.message("hello", "held");
        params.putObject("configuration").put("returnImmediately", true);
        String taskId = new A2aClient(other).send(params).path("id").asText();
        Awaitility.await().until(() -> agents.calls("held").size() == 1);

        other.kill();
        one.signal("TERM");
        Awaitility.await().until(() -> one.get("/health/ready").statusCode() == 503);
        assertThat(one.stop()).isEqualTo(143);

        agents.open("held");
        one.start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> isWhole(new A2aClient(one).task(taskId)));
        assertThat(agents.calls("held")).hasSize(2);
    }

    @Test
    @Order(3)
    void itStopsInTimeWhileItsStoreIsAway() throws Exception {
        way.freeze();

        assertThat(one.stop()).isEqualTo(143);

        way.thaw();
    }

    @Test
    @Order(4)
    void itStopsInTimeWhileItStarts() throws Exception {
        int before = one.log().length();
        one.launch();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> one.log().substring(before).contains("listening on"));

        assertThat(one.stop()).isEqualTo(143);
    }

    private static void isWhole(JsonNode task) {
        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.at("/metadata/drover/partial").asBoolean()).isFalse();
    }
}
