package dev.drover.wiring.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.drover.a2a.Call;
import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.refusal.Refusal;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import dev.drover.wiring.request.A2aDoor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Agents' files that come, change and go while Drover runs. */
@Timeout(60)
class AgentReloadTest {
    @TempDir
    static Path folder;

    private static final Gate GATE = new Gate();
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static LocalDrover drover;

    /** The bean {@code gate}: holds those who come in until they are let go. */
    public static final class Gate {
        final Semaphore entered = new Semaphore(0);
        final Semaphore open = new Semaphore(0);

        public void pass() throws InterruptedException {
            entered.release();
            open.acquire();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        write("steady", says("steady", "one"));
        write("loaded", says("loaded", "one"));
        write("going", says("going", "here"));
        write("held", held("held", "old"));
        LOG.start();
        ((Logger) LoggerFactory.getLogger("dev.drover.wiring.reload")).addAppender(LOG);
        drover = new LocalDrover(Map.of("routes.include", folder.toString()), Map.of("gate", GATE));
    }

    @AfterAll
    static void stop() {
        ((Logger) LoggerFactory.getLogger("dev.drover.wiring.reload")).detachAppender(LOG);
        drover.close();
    }

    private static void write(String name, String text) throws IOException {
        Path beside = Files.writeString(folder.resolve(name + ".new"), text);
        Files.move(
                beside,
                folder.resolve(name + ".camel.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static String says(String name, String text) {
        return """
                - route:
                    id: agent-%s
                    group: agents
                    description: "Zzz says %s"
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:agent-%s
                      steps:
                        - setBody:
                            id: say-%s
                            expression:
                              constant:
                                expression: %s
                """.formatted(name, text, name, name, text);
    }

    private static String held(String name, String text) {
        return says(name, text).replace("      steps:\n", """
                      steps:
                        - to:
                            uri: bean:gate
                            parameters:
                              method: pass
                """);
    }

    private static String said(Task task) {
        return Message.textOf(task.artifacts().getFirst().artifact().parts());
    }

    private static String ask(String agent) {
        return said(drover.send("hello", agent));
    }

    private static void awaitSaid(String agent, String text) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ask(agent).equals(text));
    }

    private static void awaitLog(String... texts) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> new ArrayList<>(LOG.list)
                .stream()
                        .map(line -> line.getFormattedMessage() + " " + line.getKeyValuePairs())
                        .anyMatch(line -> Stream.of(texts).allMatch(line::contains)));
    }

    @Test
    void aNewFileIsANewAgent() throws Exception {
        assertThatThrownBy(() -> drover.send("hello", "fresh")).isInstanceOf(Refusal.class);

        write("fresh", says("fresh", "hi"));

        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> ask("fresh")
                .equals("hi"));
    }

    @Test
    void theCardAndThePlannerFollow() throws Exception {
        write("herald", says("herald", "hi").replace("Zzz says hi", "Tells of zebras"));
        awaitLog("agent added", "agent=\"herald\"");
        assertThat(card()).contains("\"herald\"", "Tells of zebras");
        assertThat(drover.send("tell me of zebras").replies()).containsOnlyKeys("herald");

        write("herald", says("herald", "hi").replace("Zzz says hi", "Tells of walruses"));
        awaitLog("agent changed", "agent=\"herald\"");
        assertThat(card()).contains("Tells of walruses").doesNotContain("zebras");
        assertThat(drover.send("tell me of walruses").replies()).containsOnlyKeys("herald");

        Files.delete(folder.resolve("herald.camel.yaml"));
        awaitLog("agent removed", "agent=\"herald\"");
        assertThat(card()).doesNotContain("herald");
        assertThat(drover.send("tell me of walruses").replies()).doesNotContainKey("herald");
    }

    private static String card() throws IOException {
        A2aDoor door = drover.camel().getRegistry().lookupByNameAndType("a2a", A2aDoor.class);
        return new String(door.card(new Call.AgentCard(null, null)).body(), StandardCharsets.UTF_8);
    }

    @Test
    void aChangedFileIsTheAgentFromThenOn() throws Exception {
        assertThat(ask("steady")).isEqualTo("one");

        write("steady", says("steady", "second"));

        awaitSaid("steady", "second");
    }

    @Test
    void aBrokenFileKeepsTheOldVersionAndSaysFileLineAndReason() throws Exception {
        write("solid", says("solid", "rock"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> ask("solid")
                .equals("rock"));

        write("solid", says("solid", "rock").replace("setBody", "setBoddy"));
        awaitLog("solid.camel.yaml", "line=\"10\"", "setBoddy");
        write("solid", says("solid", "rock").replace("    group", "    note: timout = 5s\n    group"));
        awaitLog("solid.camel.yaml", "the note of agent-solid has the key timout");
        write("solid", says("solid", "rock").replace("id: agent-solid", "id: agent-other"));
        awaitLog("solid.camel.yaml", "the file must hold one route, with the id agent-solid");

        assertThat(ask("solid")).isEqualTo("rock");
    }

    @Test
    void aRemovedFileIsNoAgentAnyMoreAndCanComeBack() throws Exception {
        assertThat(ask("going")).isEqualTo("here");

        Files.delete(folder.resolve("going.camel.yaml"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try {
                drover.send("hello", "going");
                return false;
            } catch (Refusal refusal) {
                return refusal.text().contains("there is no agent going");
            }
        });
        write("going", says("going", "back"));

        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> ask("going")
                .equals("back"));
    }

    @Test
    void aRequestInFlightFinishesOnTheVersionItBeganWith() throws Exception {
        AtomicReference<Task> begun = new AtomicReference<>();
        Thread call = Thread.ofVirtual().start(() -> begun.set(drover.send("hello", "held")));
        GATE.entered.acquire();

        write("held", says("held", "new"));
        awaitLog("agent changed", "agent=\"held\"");
        awaitSaid("held", "new");
        GATE.open.release();
        call.join();

        assertThat(said(begun.get())).isEqualTo("old");
    }

    @Test
    void aChangedConcurrencyCountsAtOnceForCallsInFlightToo() throws Exception {
        write(
                "narrow",
                held("narrow", "one").replace("    errorHandler", "    note: concurrency = 1\n    errorHandler"));
        awaitLog("agent added", "agent=\"narrow\"");
        GATE.entered.drainPermits();
        Task first = drover.request(LocalDrover.message("hello", "narrow"), Entry.Wait.NONE);
        GATE.entered.acquire();
        Task refused = drover.send("hello", "narrow");

        write(
                "narrow",
                held("narrow", "two").replace("    errorHandler", "    note: concurrency = 2\n    errorHandler"));
        awaitLog("agent changed", "agent=\"narrow\"");
        Task second = drover.request(LocalDrover.message("hello", "narrow"), Entry.Wait.NONE);
        GATE.entered.acquire();
        Task third = drover.send("hello", "narrow");
        GATE.open.release(2);

        assertThat(List.of(refused, third))
                .allSatisfy(task -> assertThat(task.metadata().toString()).contains("reason=over-limit"));
        for (Task begun : List.of(first, second)) {
            Awaitility.await().until(() -> drover.task(begun.id()).state() == TaskState.COMPLETED);
        }
    }

    @Test
    void underLoadNoRequestFails() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<Task> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            load.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    Task task = drover.send("hello", "loaded");
                    if (task.state() != TaskState.COMPLETED) {
                        wrong.add(task);
                    }
                }
            }));
        }

        try {
            for (String text : List.of("two", "three", "fourth")) {
                write("loaded", says("loaded", text));
                awaitSaid("loaded", text);
            }
        } finally {
            over.set(true);
        }
        for (Thread thread : load) {
            thread.join();
        }

        assertThat(wrong).isEmpty();
    }
}
