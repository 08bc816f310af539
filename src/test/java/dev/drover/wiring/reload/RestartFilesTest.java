package dev.drover.wiring.reload;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RestartFilesTest {
    @TempDir
    Path folder;

    @Test
    void aChangeIsToldOnceAndAnotherOneAgain() throws Exception {
        Path settings = Files.writeString(folder.resolve("application.properties"), "a = 1");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(RestartFiles.class);
        lines.start();
        log.addAppender(lines);
        try {
            RestartFiles files = new RestartFiles(List.of(settings, folder.resolve("missing")));
            files.look();
            assertThat(lines.list).isEmpty();

            Files.setLastModifiedTime(settings, FileTime.fromMillis(1_000));
            files.look();
            files.look();
            assertThat(lines.list).singleElement().satisfies(line -> assertThat(
                            line.getMessage() + line.getKeyValuePairs())
                    .contains("takes effect at the next start", "file=\"application.properties\""));

            Files.setLastModifiedTime(settings, FileTime.fromMillis(2_000));
            files.look();
            assertThat(lines.list).hasSize(2);
        } finally {
            log.detachAppender(lines);
        }
    }
}
