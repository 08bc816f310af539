package dev.drover.chaos;

import dev.drover.queue.AmqpClient;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Somebody who works with Drover over a queue: one thread puts questions, one in ten of them twice, another takes the replies. */
final class Questions {
    static final String QUEUE = "questions";
    private static final String REPLIES = "answers";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** A reply as it arrived. */
    record Reply(String task, int event, String outcome) {}

    private final String broker;
    private final Map<String, List<Reply>> replies = new TreeMap<>();
    private volatile int sent;
    private volatile boolean all;
    private int twice;

    Questions(String broker) {
        this.broker = broker;
    }

    /** Puts so many, and more while there is trouble, about so many a second. */
    void put(int messages, int rate, BooleanSupplier trouble) throws JMSException, InterruptedException {
        try (AmqpClient client = new AmqpClient(broker, QUEUE, "nobody")) {
            for (int number = 1; number <= messages || trouble.getAsBoolean(); number++) {
                String id = "m-" + number;
                Map<String, String> headers =
                        Map.of("DroverMessageId", id, "DroverReplyTo", REPLIES, "DroverAgents", agents(number));
                client.send("question " + id, id, headers);
                sent = number;
                if (number % 10 == 0) {
                    client.send("question " + id, id, headers);
                    twice++;
                }
                Thread.sleep(1000 / rate);
            }
        } finally {
            all = true;
        }
    }

    private static String agents(int number) {
        int first = number % Recorder.NAMES.size();
        return Recorder.NAMES.get(first) + "," + Recorder.NAMES.get((first + 1) % Recorder.NAMES.size());
    }

    /** Takes replies until every question has one and the queue is empty, or none came for as long as the patience is. */
    void take() throws JMSException {
        try (AmqpClient client = new AmqpClient(broker, "nobody", REPLIES)) {
            long last = System.nanoTime();
            while (System.nanoTime() - last < PATIENCE.toNanos()) {
                var reply = client.reply(LOOK);
                if (reply.isPresent()) {
                    last = System.nanoTime();
                    note(reply.get());
                } else if (all && replies.size() == sent) {
                    return;
                }
            }
        }
    }

    private void note(Message reply) throws JMSException {
        replies.computeIfAbsent(reply.getStringProperty("DroverCorrelation"), id -> new ArrayList<>())
                .add(new Reply(
                        reply.getStringProperty("DroverTaskId"),
                        Integer.parseInt(reply.getStringProperty("DroverEvent")),
                        reply.getStringProperty("DroverOutcome")));
    }

    /** What is wrong with them, after the last was taken. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (int number = 1; number <= sent; number++) {
            if (!replies.containsKey("m-" + number)) {
                violations.add("accepted and not answered: m-" + number);
            }
        }
        replies.forEach((id, all) -> {
            if (all.stream().map(Reply::task).distinct().count() > 1) {
                violations.add("several tasks for one message: " + id);
            }
            if (all.stream().distinct().count() > 1) {
                violations.add("different answers to one message: " + id);
            }
            if (!all.getFirst().outcome().equals("completed")) {
                violations.add(all.getFirst().outcome() + ", not completed: " + id);
            }
        });
        return violations;
    }

    @Override
    public String toString() {
        long taken = replies.values().stream().mapToLong(List::size).sum();
        return "messages     " + sent + ", and " + twice + " of them once more\nanswered     " + replies.size()
                + "\nreplies      " + taken + ", of them " + (taken - replies.size()) + " again";
    }
}
