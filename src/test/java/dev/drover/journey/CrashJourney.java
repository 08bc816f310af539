package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut in the middle of a fan-out loses nothing and repeats nothing that was journaled. */
class CrashJourney {
    @TempDir
    Path folder;

    @Test
    void aKilledProcessGoesOnWhereTheJournalLeftIt() throws Exception {
        try (AgentServer agents = new AgentServer();
                RunningDrover drover = new RunningDrover(folder, Map.of(), agents.settings("quick", "slow"))) {
            A2aClient client = new A2aClient(drover);
            agents.open("quick");
            ObjectNode params = A2aClient.message("hello", "quick", "slow");
            params.putObject("configuration").put("returnImmediately", true);
            String taskId = client.send(params).path("id").asText();
            Awaitility.await()
                    .until(() -> agents.calls("slow").size() == 1
                            && client.task(taskId).path("artifacts").size() == 1);

            drover.kill();
            agents.open("slow");
            drover.start();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() ->
                            client.task(taskId).at("/status/state").asText().equals("TASK_STATE_COMPLETED"));
            JsonNode task = client.task(taskId);
            assertThat(agents.calls("quick")).hasSize(1);
            assertThat(agents.calls("slow")).hasSize(2);
            assertThat(agents.calls("slow").get(1))
                    .isEqualTo(agents.calls("slow").get(0));
            assertThat(task.path("artifacts")).hasSize(3);
            assertThat(task.at("/metadata/drover/partial").asBoolean()).isFalse();
        }
    }
}
