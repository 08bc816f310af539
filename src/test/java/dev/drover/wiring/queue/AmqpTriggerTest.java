package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import dev.drover.task.Task;
import dev.drover.wiring.broker.Broker;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests over AMQP 1.0, against a real broker. */
class AmqpTriggerTest {
    @TempDir
    static Path folder;

    private static AmqpBroker broker;
    private static DroverHere drover;

    @BeforeAll
    static void start() throws Exception {
        broker = new AmqpBroker(folder.resolve("broker"));
        drover = new DroverHere(
                folder.resolve("drover"),
                "server.max-body = 64KB",
                "triggers.orders.kind = amqp",
                "triggers.orders.url = " + broker.url(),
                "triggers.orders.from = orders",
                "triggers.telling.kind = amqp",
                "triggers.telling.url = " + broker.url(),
                "triggers.telling.from = telling",
                "triggers.telling.replies = events",
                "triggers.ordered.kind = amqp",
                "triggers.ordered.url = " + broker.url(),
                "triggers.ordered.from = ordered",
                "triggers.ordered.acknowledge = finished",
                "triggers.narrow.kind = amqp",
                "triggers.narrow.url = " + broker.url(),
                "triggers.narrow.from = /queues/narrow",
                "triggers.narrow.consumers = 2",
                "triggers.narrow.in-progress = 4",
                "triggers.shop.kind = amqp",
                "triggers.shop.url = " + broker.url(),
                "triggers.shop.from = shop",
                "triggers.shop.caller = market",
                "triggers.shop.agents = echo, asking",
                "triggers.metered.kind = amqp",
                "triggers.metered.url = " + broker.url(),
                "triggers.metered.from = metered",
                "triggers.metered.send = 4/1s",
                "triggers.gathering.kind = amqp",
                "triggers.gathering.url = " + broker.url(),
                "triggers.gathering.from = gathering",
                "triggers.gathering.consumers = 1",
                "triggers.gathering.batch-count = 20",
                "triggers.gathering.batch-time = 2s");
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        broker.close();
    }

    @Test
    void answersATextWithTextAndSaysHowItWent() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers-1")) {
            client.send("hello", "c-1", Map.of("DroverAgents", "echo"));

            Message reply = client.reply();
            assertThat(AmqpClient.text(reply)).isEqualTo("echo: hello");
            assertThat(reply.getJMSCorrelationID()).isEqualTo("c-1");
            assertThat(reply.getStringProperty("DroverOutcome")).isEqualTo("completed");
            assertThat(reply.getStringProperty("DroverTaskId")).isNotBlank();
            assertThat(reply.getStringProperty("DroverMissing")).isNullOrEmpty();
        }
    }

    @Test
    void answersAnA2aMessageWithItsTask() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers-2")) {
            client.send(
                    "{\"messageId\":\"m-2\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hi\"}],"
                            + "\"metadata\":{\"agents\":[\"echo\",\"failing\"]}}",
                    "c-2",
                    Map.of());

            Message reply = client.reply();
            JsonNode task = new ObjectMapper().readTree(AmqpClient.text(reply)).path("task");
            assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
            assertThat(task.path("id").asText()).isEqualTo(reply.getStringProperty("DroverTaskId"));
            assertThat(reply.getStringProperty("DroverMissing")).isEqualTo("failing");
        }
    }

    @Test
    void aMessageThatIsDeliveredTwiceIsOneTask() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers-3")) {
            Map<String, String> headers = Map.of("DroverAgents", "echo", "DroverMessageId", "same");
            client.send("once", "c-3", headers);
            Message first = client.reply();

            client.send("once", "c-3", headers);

            Message second = client.reply();
            assertThat(second.getStringProperty("DroverTaskId")).isEqualTo(first.getStringProperty("DroverTaskId"));
        }
    }

    @Test
    void headersSayWhoseTaskItIsInWhichContextAndUntilWhen() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "shop", "answers-14")) {
            client.send("hello", "c", Map.of("DroverAgents", "echo", "DroverCaller", "tom", "DroverDeadline", "1m"));
            Task first = task(client.reply());
            assertThat(first.owner().name()).isEqualTo("market/tom");
            assertThat(Duration.between(first.openedAt(), first.deadline())).isEqualTo(Duration.ofMinutes(1));

            client.send(
                    "hello again",
                    "c",
                    Map.of(
                            "DroverAgents", "echo",
                            "DroverCaller", "tom",
                            "DroverContextId", first.contextId(),
                            "DroverDeadline", "9h"));

            Task second = task(client.reply());
            assertThat(second.contextId()).isEqualTo(first.contextId());
            assertThat(Duration.between(second.openedAt(), second.deadline())).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void noHeaderReachesTheTasksOfOthersOrAgentsOutOfTheTriggersReach() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "shop", "answers-15")) {
            client.send("may I?", "c", Map.of("DroverAgents", "asking", "DroverCaller", "tom"));
            Message asked = client.reply();
            assertThat(asked.getStringProperty("DroverOutcome")).isEqualTo("input-required");
            String task = asked.getStringProperty("DroverTaskId");

            client.send("yes", "another", Map.of("DroverTaskId", task, "DroverCaller", "ann"));
            client.send("yes", "the trigger", Map.of("DroverTaskId", task));
            client.send("yes", "a longer name", Map.of("DroverTaskId", task, "DroverCaller", "t".repeat(101)));
            client.send("hello", "an agent", Map.of("DroverAgents", "failing", "DroverCaller", "tom"));
            for (int i = 0; i < 4; i++) {
                assertThat(client.reply().getStringProperty("DroverOutcome")).isEqualTo("rejected");
            }

            client.send("yes", "c", Map.of("DroverTaskId", task, "DroverCaller", "tom"));
            Message answer = client.reply();
            assertThat(AmqpClient.text(answer)).isEqualTo("asking: yes");
            assertThat(answer.getStringProperty("DroverTaskId")).isEqualTo(task);
        }
    }

    @Test
    void aReplyIntoTheTriggersOwnQueueIsNotSentAndSoIsNoRequest() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "shop", "answers-17")) {
            client.send("round", "c", Map.of("DroverAgents", "echo", "DroverReplyTo", "shop"));
            client.send("and round", "c", Map.of("DroverAgents", "echo"));

            assertThat(AmqpClient.text(client.reply())).isEqualTo("echo: and round");
            Awaitility.await().until(() -> drover.worked("echo").contains("echo: round"));
            Awaitility.await()
                    .until(() -> broker.depth("shop") == 0 && drover.owed().isEmpty());
            assertThat(drover.worked("echo")).doesNotContain("echo: echo: round");
        }
    }

    @Test
    void aReplyThatComesAsARequestIsRejectedWithoutAReply() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "shop", "answers-19")) {
            client.send("an answer", "reply", Map.of("DroverEvent", "7", "DroverTaskId", "of-another-drover"));
            client.send("hello", "request", Map.of("DroverAgents", "echo"));

            assertThat(client.reply().getJMSCorrelationID()).isEqualTo("request");
            Awaitility.await().until(() -> drover.deadLetters().contains("an answer"));
            assertThat(client.isQuiet()).isTrue();
        }
    }

    @Test
    void theRateOfATriggerIsForItsCallerAndAllBelowItTogether() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "metered", "answers-16")) {
            long begun = System.nanoTime();
            for (int i = 0; i < 7; i++) {
                client.send("hello", "c", Map.of("DroverAgents", "echo", "DroverCaller", "number-" + i));
            }

            for (int i = 0; i < 7; i++) {
                assertThat(client.reply().getStringProperty("DroverOutcome")).isEqualTo("completed");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(700));
        }
    }

    private static Task task(Message reply) throws Exception {
        return drover.task(reply.getStringProperty("DroverTaskId"));
    }

    @Test
    void aMessageThatIsNoRequestIsRejectedAndBlocksNobody() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers-4")) {
            client.send("", "empty", Map.of());
            client.send("{\"parts\":[]}", "malformed", Map.of());
            client.sendObject(new ArrayList<>(List.of("a")), "an object");
            client.send("too long ".repeat(10_000), "a long one", Map.of());
            client.sendMap("key", "value", "a map");
            client.send("hello", "no-agent", Map.of("DroverAgents", "nobody"));
            client.send("hello", "bad-deadline", Map.of("DroverDeadline", "soon"));
            client.send("hello", "good", Map.of("DroverAgents", "echo"));

            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Message reply = client.reply();
                outcomes.add(reply.getJMSCorrelationID() + " " + reply.getStringProperty("DroverOutcome"));
            }
            assertThat(outcomes)
                    .containsExactlyInAnyOrder(
                            "empty rejected",
                            "malformed rejected",
                            "an object rejected",
                            "a map rejected",
                            "a long one rejected",
                            "no-agent rejected",
                            "bad-deadline rejected",
                            "good completed");
            Awaitility.await().until(() -> broker.depth("orders") == 0);
        }
    }

    @Test
    void tellsEveryEventInOrder() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "telling", "answers-5")) {
            client.send("hello", "c-5", Map.of("DroverAgents", "chatty"));

            List<Message> replies = client.repliesUpToTheEnd();

            List<Long> events = new ArrayList<>();
            StringBuilder bodies = new StringBuilder();
            for (Message reply : replies) {
                events.add(event(reply));
                bodies.append(AmqpClient.text(reply)).append('\n');
            }
            assertThat(events).isSorted().doesNotHaveDuplicates();
            assertThat(bodies)
                    .containsSubsequence("TASK_STATE_WORKING", "thinking", "done: hello", "TASK_STATE_COMPLETED");
            assertThat(replies.getLast().getStringProperty("DroverOutcome")).isEqualTo("completed");
        }
    }

    @Test
    void whoAnswersAQuestionIsToldWhatComesBehindIt() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "telling", "answers-18")) {
            client.send("may I?", "c-1", Map.of("DroverAgents", "asking"));
            Message asked = client.repliesUpToTheEnd().getLast();
            assertThat(asked.getStringProperty("DroverOutcome")).isEqualTo("input-required");

            client.send("yes", "c-2", Map.of("DroverTaskId", asked.getStringProperty("DroverTaskId")));

            List<Message> told = client.repliesUpToTheEnd();
            assertThat(told.getLast().getStringProperty("DroverOutcome")).isEqualTo("completed");
            for (Message reply : told) {
                assertThat(reply.getJMSCorrelationID()).isEqualTo("c-2");
                assertThat(event(reply)).isGreaterThan(event(asked));
            }
            assertThat(client.isQuiet()).isTrue();
        }
    }

    private static long event(Message reply) throws Exception {
        return Long.parseLong(reply.getStringProperty("DroverEvent"));
    }

    @Test
    void aGroupIsWorkedOnInOrderWhereMessagesAreAcknowledgedWhenFinished() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "ordered", "answers-6")) {
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String text = "number " + i;
                sent.add("uneven: " + text);
                client.send(text, "c-6", Map.of("DroverAgents", "uneven", "JMSXGroupID", "g"));
            }

            List<String> answered = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                answered.add(AmqpClient.text(client.reply()));
            }
            assertThat(drover.worked("uneven")).containsExactlyElementsOf(sent);
            assertThat(answered).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void messagesOfOneKeyAreOneTaskWhenThereAreEnough() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "gathering", "answers-8")) {
            StringBuilder whole = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                String text = "count " + i;
                whole.append(i == 0 ? "" : "\n").append(text);
                client.send(text, "c", Map.of("DroverAgents", "echo", "DroverBatch", "full"));
                client.send("other " + i, "c", Map.of("DroverAgents", "echo", "DroverBatch", "other"));
            }

            List<String> answers = List.of(AmqpClient.text(client.reply()), AmqpClient.text(client.reply()));

            assertThat(answers)
                    .contains("echo: " + whole)
                    .allMatch(answer -> answer.lines().count() == 20);
            assertThat(client.isQuiet()).isTrue();
        }
    }

    @Test
    void aLastMessageOrTheTimeClosesABatch() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "gathering", "answers-9")) {
            Map<String, String> agents = Map.of("DroverAgents", "echo", "DroverBatch", "k");
            client.send("one", "c", agents);
            client.send("two", "c", Map.of("DroverAgents", "echo", "DroverBatch", "k", "DroverBatchLast", "true"));
            Message closed = client.reply();
            client.send("three", "c", agents);
            Message timed = client.reply();

            assertThat(AmqpClient.text(closed)).contains("two");
            assertThat(AmqpClient.text(timed)).contains("three");
            assertThat(AmqpClient.text(closed) + AmqpClient.text(timed)).containsOnlyOnce("one");
            assertThat(closed.getJMSCorrelationID()).isEqualTo("k");
            assertThat(timed.getStringProperty("DroverOutcome")).isEqualTo("completed");
        }
    }

    @Test
    void aBatchThatCannotBeRunIsRejectedAsAWhole() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "gathering", "answers-10")) {
            client.send("a", "c", Map.of("DroverAgents", "nobody", "DroverBatch", "bad", "DroverBatchLast", "true"));

            assertThat(client.reply().getStringProperty("DroverOutcome")).isEqualTo("rejected");
            assertThat(client.isQuiet()).isTrue();
        }
    }

    @Test
    void moreMessagesThanMayBeInProgressWaitAndAreAllAnswered() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "/queues/narrow", "/queues/answers-13")) {
            drover.hold(true);
            for (int i = 0; i < 30; i++) {
                client.send("narrow " + i, "c", Map.of("DroverAgents", "held"));
            }
            Awaitility.await().until(() -> broker.depth("/queues/narrow") == 26);

            drover.hold(false);

            for (int i = 0; i < 30; i++) {
                assertThat(client.reply().getStringProperty("DroverOutcome")).isEqualTo("completed");
            }
        }
    }

    @Test
    void whatWaitsAtTheBrokerIsTheDepthOfAQueue() throws Exception {
        AmqpDepth depth = new AmqpDepth(new Broker(broker.url(), "", "", false, null), "deep");
        try (AmqpClient client = new AmqpClient(broker.url(), "deep", "answers-11")) {
            assertThat(depth.measure()).isZero();

            for (int i = 0; i < 7; i++) {
                client.send("text", "c", Map.of());
            }

            assertThat(depth.measure()).isEqualTo(7);
            assertThat(broker.depth("deep")).isEqualTo(7);
        }
    }

    @Test
    void messagesThatAreNotAcknowledgedAndRepliesThatAreOwedAreMeasured() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "ordered", "answers-12")) {
            drover.hold(true);
            client.send("hello", "c", Map.of("DroverAgents", "held"));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> drover.metrics()
                    .containsAll(List.of(
                            "drover_messages_in_flight{trigger=\"ordered\"} 1.0",
                            "drover_queue_depth{trigger=\"ordered\"} 0.0")));

            drover.hold(false);

            client.reply();
            Awaitility.await()
                    .until(() -> drover.metrics().contains("drover_messages_in_flight{trigger=\"ordered\"} 0.0"));
            assertThat(drover.metrics()).anyMatch(line -> line.startsWith("drover_replies_owed{trigger=\"ordered\"}"));
        }
    }

    @Test
    void everyMessageIsAnsweredAndNoneTwiceThoughTheBrokerRestartsInTheMiddle() throws Exception {
        int count = 500;
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers-7")) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try (AmqpClient other = new AmqpClient(broker.url(), "orders", "answers-7-unused")) {
                    for (int i = 0; i < count; i++) {
                        other.send(
                                "restart-" + i,
                                "r-" + i,
                                Map.of(
                                        "DroverAgents", "echo",
                                        "DroverMessageId", "restart-" + i,
                                        "DroverReplyTo", "answers-7"));
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Answered answered = new Answered();
            for (int i = 0; answered.messages() < count; i++) {
                if (i == count / 5) {
                    broker.stop();
                    broker.start();
                }
                Message reply = client.reply();
                answered.add(
                        reply.getJMSCorrelationID(),
                        reply.getStringProperty("DroverTaskId"),
                        reply.getStringProperty("DroverEvent"),
                        reply.getStringProperty("DroverOutcome"));
            }
            sender.join();
            answered.eachOnce();
            assertThat(drover.worked("echo"))
                    .filteredOn(said -> said.startsWith("echo: restart-"))
                    .hasSize(count)
                    .doesNotHaveDuplicates();
        }
    }
}
