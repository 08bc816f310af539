package dev.drover.adapter.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What Redis does as one step, from the files beside this class. */
enum Script {
    APPEND("lists.lua", "append.lua"),
    READ("read.lua"),
    LIST("lists.lua", "list.lua"),
    PURGE("lists.lua", "purge.lua"),
    REMOVE("lists.lua", "remove.lua"),
    REPLACE("replace.lua");

    final String text;

    Script(String... files) {
        StringBuilder all = new StringBuilder();
        for (String file : files) {
            all.append(read(file));
        }
        text = all.toString();
    }

    private static String read(String file) {
        try (InputStream stream = Script.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("there is no " + file + " in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
