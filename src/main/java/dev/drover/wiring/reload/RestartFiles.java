package dev.drover.wiring.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code restart-files}: says once for each change of a file that it counts only from the next start. For one thread. */
public final class RestartFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RestartFiles.class);

    private final Map<Path, @Nullable FileTime> known = new HashMap<>();

    /** As they are now they are in force. */
    RestartFiles(List<Path> files) {
        files.forEach(file -> known.put(file, modified(file)));
    }

    /** Looks whether one has changed since the last look. */
    public void look() {
        known.replaceAll((file, before) -> {
            FileTime now = modified(file);
            if (now != null && !now.equals(before)) {
                LOG.atWarn().addKeyValue("file", file.getFileName()).log("changed, takes effect at the next start");
            }
            return now;
        });
    }

    /** Null for a file that is not there. */
    private static @Nullable FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null;
        }
    }
}
