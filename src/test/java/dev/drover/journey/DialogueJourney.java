package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.a2ui.Version;
import dev.drover.adapter.gemini.GeminiServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The dialogues that can be had with Google's models, with a model that does what it is told. */
class DialogueJourney {
    @TempDir
    static Path folder;

    static GeminiServer gemini;
    static Dialogues dialogues;

    @BeforeAll
    static void start() throws Exception {
        gemini = new GeminiServer();
        gemini.otherwise(ObedientModel::answer);
        dialogues = new Dialogues(folder, "the-secret-key", List.of("gemini.url = " + gemini.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(dialogues.log()).doesNotContain("the-secret-key");
        dialogues.close();
        gemini.close();
    }

    @ParameterizedTest
    @EnumSource
    void aTradeInGoesFromTheFirstMessageToTheBooking(Version version) throws Exception {
        dialogues.tradeIn(version);

        assertThat(gemini.asked().getLast().instruction())
                .containsPattern("Of the car this is known: It is worth \\d+,\\d+\\.");
    }

    @Test
    void anAgentCallsTwoToolsAndAnswers() throws Exception {
        dialogues.twoTools();
    }

    @Test
    void aConversationIsHandedOver() throws Exception {
        dialogues.handOver();
    }

    @Test
    void aPlanRunsInTwoWaves() throws Exception {
        dialogues.planInTwoWaves();
    }

    @Test
    void anAnswerIsStreamed() throws Exception {
        dialogues.stream();
    }

    @Test
    void whoHasThemHeldByGoogleIsToldThatThisTakesAKey() throws Exception {
        ProcessBuilder command = new ProcessBuilder("bench/models").redirectErrorStream(true);
        command.environment().remove("GOOGLE_API_KEY");

        Process process = command.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("in the environment variable GOOGLE_API_KEY");
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
