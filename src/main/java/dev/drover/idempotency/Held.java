package dev.drover.idempotency;

import java.nio.charset.StandardCharsets;

/**
 * What is kept under a claimed key, written as {@code 1 <fingerprint> <task id>}; 1 is the version of the form.
 *
 * @param fingerprint of the message that came with the key first
 */
record Held(String taskId, String fingerprint) {
    private static final String VERSION = "1";

    byte[] encode() {
        return (VERSION + " " + fingerprint + " " + taskId).getBytes(StandardCharsets.UTF_8);
    }

    static Held decode(byte[] bytes) {
        String[] fields = new String(bytes, StandardCharsets.UTF_8).split(" ", 3);
        if (fields.length != 3 || !fields[0].equals(VERSION)) {
            throw new IllegalStateException("an idempotency key holds something that this version does not know");
        }
        return new Held(fields[2], fields[1]);
    }
}
