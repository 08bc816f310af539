package dev.drover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form of the chaos program. */
class ChaosJourney {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"redis", "postgres"})
    void threeReplicasLoseAndRepeatNothing(String store) throws Exception {
        Verdict verdict = Chaos.run(Plan.brief(store), folder);
        System.out.println(verdict);

        assertThat(verdict.fine()).as(verdict.toString()).isTrue();
        assertThat(verdict.takenOver()).as(verdict.toString()).isPositive();
    }
}
