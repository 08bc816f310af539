package dev.drover.adapter.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Whether files can be written past the cache of the operating system. What a compaction writes is not read soon; through
 * the cache it is copied once more, and a sync of the log waits for it to be written. Some file systems cannot.
 */
final class DirectIo {
    private DirectIo() {}

    static boolean works(Path folder) throws IOException {
        Path file = folder.resolve("probe");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, direct())) {
            int block = Math.toIntExact(Files.getFileStore(folder).getBlockSize());
            channel.write(
                    ByteBuffer.allocateDirect(2 * block).alignedSlice(block).limit(block));
            return true;
        } catch (IOException | UnsupportedOperationException cannot) {
            return false;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** By its name, since the compiler warns of it as of an internal class, and takes no word that this is meant. */
    private static OpenOption direct() {
        try {
            Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
            return Arrays.stream(options.getEnumConstants())
                    .map(OpenOption.class::cast)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .findFirst()
                    .orElseThrow(UnsupportedOperationException::new);
        } catch (ClassNotFoundException e) {
            throw new UnsupportedOperationException(e);
        }
    }
}
