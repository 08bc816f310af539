package dev.drover.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request in the making: what it says is what is sent. */
record Ask(String verb, String path, List<String> headers, String body) {
    static Ask get(String path) {
        return new Ask("GET", path, List.of("A2A-Version: 1.0"), "");
    }

    static Ask post(String path, String body) {
        return new Ask("POST", path, List.of("A2A-Version: 1.0", "Content-Type: application/json"), body);
    }

    static Ask delete(String path) {
        return new Ask("DELETE", path, List.of(), "");
    }

    static Ask rpc(String method, String params) {
        return post("/", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    /** Byte for byte. */
    static Ask raw(String text) {
        return new Ask("", text, List.of(), "");
    }

    /** A message for the agent echo, or what else the metadata says. */
    static String message(String id, String members) {
        return "{\"message\":{\"messageId\":\"" + id + "\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hello\"}]"
                + members + "}}";
    }

    Ask with(String header) {
        List<String> all = new ArrayList<>(headers);
        all.add(header);
        return new Ask(verb, path, all, body);
    }

    Ask key(String key) {
        return with("X-API-Key: " + key);
    }

    Ask bearer(String token) {
        return with("Authorization: Bearer " + token);
    }

    String text() {
        if (verb.isEmpty()) {
            return path;
        }
        StringBuilder text =
                new StringBuilder(verb + " " + path + " HTTP/1.1\r\nHost: drover\r\nConnection: close\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        if (!verb.equals("GET")) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }
}
