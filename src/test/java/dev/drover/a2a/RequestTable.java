package dev.drover.a2a;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words that the malformed requests are written in; what is wrong alike in both bindings is written once. */
class RequestTable {
    static final String PARTS = "\"parts\":[{\"text\":\"hi\"}]";
    static final String HEAD = "\"messageId\":\"m\",\"role\":\"ROLE_USER\"";
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json", "A2A-Version", "1.0");

    private final List<MalformedRequests.Case> cases = new ArrayList<>();

    List<MalformedRequests.Case> cases() {
        return List.copyOf(cases);
    }

    void message(String name, String members, String fragment) {
        send(name, "{\"message\":{" + members + "}}", fragment);
    }

    void part(String name, String part, String fragment) {
        message(name, HEAD + ",\"parts\":[" + part + "]", fragment);
    }

    void configuration(String name, String configuration, String fragment) {
        send(name, with("\"configuration\":" + configuration), fragment);
    }

    /** Wrong parameters of a send, in both bindings. */
    void send(String name, String params, String fragment) {
        rpc(name, call("SendMessage", params), "-32602", fragment);
        rest(name, "/message:stream", params, 400, "INVALID_ARGUMENT", fragment);
    }

    void list(String name, String parameter, String value, String fragment) {
        String json = "{\"" + parameter + "\":\"" + value.replace("%2B", "+") + "\"}";
        rpc(name, call("ListTasks", json), "-32602", fragment);
        get(name, "/tasks?" + parameter + "=" + value, 400, "INVALID_ARGUMENT", fragment);
    }

    void broken(String name, String body, String fragment) {
        brokenBytes(name, body.getBytes(StandardCharsets.UTF_8), fragment);
    }

    void brokenBytes(String name, byte[] body, String fragment) {
        cases.add(new MalformedRequests.Case(name, "POST", "/", JSON, body, 200, "-32700", fragment));
        cases.add(new MalformedRequests.Case(
                name, "POST", "/message:send", JSON, body, 400, "INVALID_ARGUMENT", fragment));
    }

    void rpc(String name, String body, String code, String fragment) {
        add(name, "POST", "/", JSON, body, 200, code, fragment);
    }

    void rest(String name, String path, String body, int status, String code, String fragment) {
        add(name, "POST", path, JSON, body, status, code, fragment);
    }

    void get(String name, String path, int status, String code, String fragment) {
        add(name, "GET", path, Map.of("A2A-Version", "1.0"), "", status, code, fragment);
    }

    void add(
            String name,
            String method,
            String path,
            Map<String, String> headers,
            String body,
            int status,
            String code,
            String fragment) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        cases.add(new MalformedRequests.Case(name, method, path, headers, bytes, status, code, fragment));
    }

    static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /** A right send with more members. */
    static String with(String more) {
        return "{\"message\":{" + HEAD + "," + PARTS + "}" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String id(String member, String value) {
        return "\"" + member + "\":\"" + value + "\",\"role\":\"ROLE_USER\"," + PARTS;
    }

    static Map<String, String> and(String name, String value) {
        Map<String, String> headers = new LinkedHashMap<>(JSON);
        headers.put(name, value);
        return headers;
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
