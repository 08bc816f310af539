package dev.drover.adapter.rocksdb;

import dev.drover.refusal.StoreUnavailable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whether a database that is closed now could be opened again: with a full disk it could not, not even to read. */
final class Space {
    private static final int PROBE = 1 << 20;
    private static final long SPARE = 16 << 20;

    private Space() {}

    static void check(Path folder) {
        try {
            long needed = SPARE + logs(folder);
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < needed) {
                throw new StoreUnavailable("the disk of " + folder + " (store.url) has " + usable
                        + " bytes left; the store goes on when there are " + needed);
            }
            probe(folder.resolve("probe"));
        } catch (IOException e) {
            throw new StoreUnavailable("the folder " + folder + " (store.url) cannot be written", e);
        }
    }

    /** What opening may have to write again. */
    private static long logs(Path folder) {
        File[] logs = folder.toFile().listFiles((any, name) -> name.endsWith(".log"));
        long size = 0;
        if (logs != null) {
            for (File log : logs) {
                size += log.length();
            }
        }
        return size;
    }

    private static void probe(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(PROBE);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            channel.force(false);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
