package dev.drover.wiring.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.task.Task;
import dev.drover.wiring.LocalDrover;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands that ask a Drover that runs. */
class RemoteCommandsTest {
    private static LocalDrover drover;
    private static Task task;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        drover = new LocalDrover(
                Map.of(
                        "agents.broken.kind",
                        "uri",
                        "agents.broken.uri",
                        "http://127.0.0.1:1",
                        "agents.broken.retries",
                        "0"),
                Map.of());
        task = drover.send("2020 Toyota Camry, 45,000 miles, good condition", "vehicle-intake", "broken");
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    private int execute(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--url";
        arguments[2] = "http://127.0.0.1:" + drover.port();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void tasksListsThemWithTheirStates() {
        assertThat(execute("tasks", "--limit", "5")).isZero();

        assertThat(out.toString().lines()).anyMatch(line -> line.startsWith(task.id()) && line.endsWith("completed"));
    }

    @Test
    void taskShowsItsStepsInTimeWhoIsMissingAndWhatWasMade() {
        assertThat(execute("task", task.id())).isZero();

        assertThat(out.toString())
                .contains(task.id() + "  completed", "context " + task.contextId())
                .containsPattern("vehicle-intake \\| *=+ *\\| \\d+ ms  answered")
                .containsPattern("broken \\| *=+ *\\| \\d+ ms  failed")
                .contains("missing broken: failed", "artifact answer: ");
    }

    @Test
    void tailPrintsEveryEventAndEndsWithTheTask() {
        assertThat(execute("tail", task.id())).isZero();

        assertThat(out.toString().lines().toList())
                .anyMatch(line -> line.contains("artifact answer: "))
                .last()
                .asString()
                .contains("completed");
    }

    @Test
    void removeTakesATaskOrAContextAwayAndNotBoth() throws Exception {
        Task one = drover.send("2020 Toyota Camry, 45,000 miles, good condition", "vehicle-intake");
        Task another = drover.send("2020 Toyota Camry, 45,000 miles, good condition", "vehicle-intake");

        assertThat(execute("remove", "--task", one.id())).isZero();
        assertThat(execute("remove", "--context", another.contextId())).isZero();
        assertThat(execute("remove", "--task", "a", "--context", "b")).isEqualTo(2);
        assertThat(execute("remove")).isEqualTo(2);
        assertThat(execute("task", another.id())).isEqualTo(1);

        assertThat(out.toString().lines()).containsExactly("removed 1 task", "removed 1 task");
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() {
        for (String command : new String[] {"task", "tail"}) {
            assertThat(execute(command, "01a21054-0000-7000-8000-000000000000")).isEqualTo(1);
        }
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("there is no task "));
    }
}
