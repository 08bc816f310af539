package dev.drover.a2a;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that no server may stumble over, with the exact answer to each; none needs a task to exist. */
public final class MalformedRequests {
    /**
     * A request and what must come back.
     *
     * @param path with its query
     * @param status the HTTP status
     * @param code the JSON-RPC code, or the gRPC name of the status in HTTP+JSON
     * @param fragment what the error's message holds
     */
    public record Case(
            String name,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            int status,
            String code,
            String fragment) {
        public boolean rpc() {
            return code.startsWith("-");
        }

        @Override
        public String toString() {
            return (rpc() ? "JSON-RPC: " : "HTTP+JSON: ") + name;
        }
    }

    private static final String PARTS = "\"parts\":[{\"text\":\"hi\"}]";
    private static final String HEAD = "\"messageId\":\"m\",\"role\":\"ROLE_USER\"";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json", "A2A-Version", "1.0");

    private final List<Case> cases = new ArrayList<>();

    private MalformedRequests() {}

    public static List<Case> all() {
        MalformedRequests table = new MalformedRequests();
        table.messages();
        table.parts();
        table.configuration();
        table.json();
        table.envelopes();
        table.lookUps();
        table.lists();
        table.versions();
        table.mediaTypes();
        table.undeclared();
        table.paths();
        return List.copyOf(table.cases);
    }

    private void messages() {
        send("no message", "{}", "message: is required");
        send("null message", "{\"message\":null}", "message: is required");
        send("message is text", "{\"message\":\"hi\"}", "message: must be an object");
        send("message is an array", "{\"message\":[]}", "message: must be an object");
        message("no messageId", "\"role\":\"ROLE_USER\"," + PARTS, "message.messageId: is required");
        message("empty messageId", "\"messageId\":\"\",\"role\":\"ROLE_USER\"," + PARTS, "message.messageId: is required");
        message("messageId is a number", "\"messageId\":1,\"role\":\"ROLE_USER\"," + PARTS, "messageId: must be a string");
        message("long messageId", id("messageId", "x".repeat(257)), "messageId: must not be longer than 256");
        message("control character in messageId", id("messageId", "a\\u0000b"), "must not hold control characters");
        message("no role", "\"messageId\":\"m\"," + PARTS, "message.role: is required");
        message("unknown role", "\"messageId\":\"m\",\"role\":\"ROLE_KING\"," + PARTS, "role: must be ROLE_USER");
        message("role of the agent", "\"messageId\":\"m\",\"role\":\"ROLE_AGENT\"," + PARTS, "role: must be ROLE_USER");
        message("role in the form of 0.3", "\"messageId\":\"m\",\"role\":\"user\"," + PARTS, "role: must be ROLE_USER");
        message("role as a number", "\"messageId\":\"m\",\"role\":1," + PARTS, "role: must be ROLE_USER");
        message("contextId is an object", HEAD + ",\"contextId\":{}," + PARTS, "message.contextId: must be a string");
        message("taskId is a number", HEAD + ",\"taskId\":7," + PARTS, "message.taskId: must be a string");
        message("both spellings", HEAD + ",\"contextId\":\"a\",\"context_id\":\"b\"," + PARTS, "contextId: is given twice");
        message("metadata is an array", HEAD + ",\"metadata\":[]," + PARTS, "message.metadata: must be an object");
        message("extensions is text", HEAD + ",\"extensions\":\"x\"," + PARTS, "message.extensions: must be an array");
        message("an extension is null", HEAD + ",\"extensions\":[null]," + PARTS, "extensions[0]: must be a string");
        message("a reference is a number", HEAD + ",\"referenceTaskIds\":[1]," + PARTS, "Ids[0]: must be a string");
        message("nothing is right", "\"parts\":[{}]", "message.messageId: is required; ");
    }

    private void parts() {
        message("no parts", HEAD, "message.parts: must hold at least one part");
        message("null parts", HEAD + ",\"parts\":null", "message.parts: must hold at least one part");
        message("empty parts", HEAD + ",\"parts\":[]", "message.parts: must hold at least one part");
        message("parts is an object", HEAD + ",\"parts\":{}", "message.parts: must be an array");
        part("part is text", "\"hi\"", "message.parts[0]: must be an object");
        part("part is null", "null", "message.parts[0]: must be an object");
        part("no content", "{\"filename\":\"f\"}", "parts[0]: must hold exactly one of text, raw, url and data");
        part("two contents", "{\"text\":\"a\",\"url\":\"b\"}", "parts[0]: must hold exactly one of");
        part("data and text", "{\"text\":\"a\",\"data\":1}", "parts[0]: must hold exactly one of");
        part("text is null", "{\"text\":null}", "parts[0]: must hold exactly one of");
        part("text is a number", "{\"text\":1}", "message.parts[0].text: must be a string");
        part("raw is no base64", "{\"raw\":\"***\"}", "message.parts[0].raw: must be base64");
        part("raw in two alphabets", "{\"raw\":\"a+_/\"}", "message.parts[0].raw: must be base64");
        part("raw cut short", "{\"raw\":\"A\"}", "message.parts[0].raw: must be base64");
        part("raw is an object", "{\"raw\":{}}", "message.parts[0].raw: must be a string");
        part("empty url", "{\"url\":\"\"}", "message.parts[0].url: must not be empty");
        part("mediaType is a number", "{\"text\":\"a\",\"mediaType\":1}", "parts[0].mediaType: must be a string");
        part("filename is an array", "{\"text\":\"a\",\"filename\":[]}", "parts[0].filename: must be a string");
        part("metadata is text", "{\"text\":\"a\",\"metadata\":\"x\"}", "parts[0].metadata: must be an object");
        part("part in the form of 0.3", "{\"kind\":\"file\",\"file\":{}}", "parts[0]: must hold exactly one of");
    }

    private void configuration() {
        configuration("configuration is text", "\"x\"", "configuration: must be an object");
        configuration("negative historyLength", "{\"historyLength\":-1}", "historyLength: must be 0 or more");
        configuration("historyLength in words", "{\"historyLength\":\"ten\"}", "must be a 32-bit integer");
        configuration("historyLength with a fraction", "{\"historyLength\":1.5}", "must be a 32-bit integer");
        configuration("huge historyLength", "{\"historyLength\":99999999999}", "must be a 32-bit integer");
        configuration("huge historyLength as text", "{\"history_length\":\"9999999999\"}", "must be a 32-bit integer");
        configuration("historyLength of 300 digits", "{\"historyLength\":1e300}", "must be a 32-bit integer");
        configuration("returnImmediately is text", "{\"returnImmediately\":\"true\"}", "must be true or false");
        configuration("a mode is a number", "{\"acceptedOutputModes\":[1]}", "OutputModes[0]: must be a string");
        send("request metadata is text", "{\"metadata\":\"x\"}", "metadata: must be an object");
        send("tenant", with("\"tenant\":\"acme\""), "tenant: must be absent");
        send("tenant is a number", with("\"tenant\":1"), "tenant: must be a string");
        String push = with("\"configuration\":{\"taskPushNotificationConfig\":{\"url\":\"https://x.example\"}}");
        rpc("inline push config", call("SendMessage", push), "-32003", "push notifications are not supported");
        rest("inline push config", "/message:send", push, 400, "FAILED_PRECONDITION", "push notifications are not");
    }

    private void json() {
        broken("no JSON", "hello", "there is an error at line 1, column");
        broken("cut short", "{\"a\":", "there is an error");
        broken("cut in a string", "{\"a\":\"b", "there is an error");
        broken("garbage behind", "{} x", "there is an error");
        broken("a second value behind", "{}{}", "something follows its end");
        broken("comma at the end", "{\"a\":1,}", "there is an error");
        broken("comment", "{/*x*/}", "there is an error");
        broken("single quotes", "{'a':1}", "there is an error");
        broken("name without quotes", "{a:1}", "there is an error");
        broken("NaN", "{\"a\":NaN}", "there is an error");
        broken("Infinity", "{\"a\":-Infinity}", "there is an error");
        broken("leading zero", "{\"a\":01}", "there is an error");
        broken("hexadecimal", "{\"a\":0x1}", "there is an error");
        broken("line feed in a string", "{\"a\":\"\n\"}", "there is an error");
        broken("unknown escape", "{\"a\":\"\\x\"}", "there is an error");
        broken("duplicate member", "{\"a\":1,\"a\":2}", "the member \"a\" is given twice");
        broken("duplicate member, null first", "{\"b\":null,\"b\":2}", "the member \"b\" is given twice");
        broken("number out of range", "{\"a\":1e999}", "a number is out of range");
        broken("number with 2000 digits", "{\"a\":" + "9".repeat(2000) + "}", "a name or a number is too long");
        broken("100,000 arrays", "[".repeat(100_000), "nested deeper than 100 levels");
        broken("100,000 objects", "{\"a\":".repeat(100_000), "nested deeper than 100 levels");
        broken("101 levels", "[".repeat(101) + "]".repeat(101), "nested deeper than 100 levels");
        broken("half a surrogate pair", "{\"a\":\"\\ud83d\"}", "a string holds half a surrogate pair");
        broken("second half only", "{\"a\":\"x\\uDE00y\"}", "a string holds half a surrogate pair");
        broken("half a surrogate pair in a name", "{\"\\ud800\":1}", "a string holds half a surrogate pair");
        broken("byte order mark", "\uFEFF{}", "it begins with a byte order mark");
        brokenBytes("UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16), "it is not UTF-8");
        brokenBytes("UTF-16 without a mark", "{}".getBytes(StandardCharsets.UTF_16LE), "there is an error");
        brokenBytes("Latin-1", "{\"a\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1), "it is not UTF-8");
        brokenBytes("overlong UTF-8", bytes(0x22, 0xC0, 0x80, 0x22), "it is not UTF-8");
        brokenBytes("surrogates in UTF-8", bytes(0x22, 0xED, 0xA0, 0x80, 0x22), "it is not UTF-8");
        brokenBytes("cut UTF-8", bytes(0x22, 0xE2, 0x82, 0x22), "it is not UTF-8");
        brokenBytes("zero bytes", bytes(0, 0, 0, 0), "there is an error");
    }

    private void envelopes() {
        rpc("empty body", "", "-32600", "the body is empty");
        rpc("white space", " \n", "-32600", "the body is empty");
        rpc("batch", "[" + call("GetTask", "{\"id\":\"a\"}") + "]", "-32600", "one JSON-RPC request object");
        rpc("empty batch", "[]", "-32600", "one JSON-RPC request object");
        rpc("a string", "\"x\"", "-32600", "one JSON-RPC request object");
        rpc("null", "null", "-32600", "one JSON-RPC request object");
        rpc("empty object", "{}", "-32600", "jsonrpc must be \"2.0\"");
        rpc("jsonrpc 1.0", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"GetTask\"}", "-32600", "jsonrpc must be");
        rpc("jsonrpc as a number", "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"GetTask\"}", "-32600", "jsonrpc must be");
        rpc("id is an object", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"GetTask\"}", "-32600", "id must be");
        rpc("id is an array", "{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"GetTask\"}", "-32600", "id must be");
        rpc("id is true", "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"GetTask\"}", "-32600", "id must be");
        rpc("no method", "{\"jsonrpc\":\"2.0\",\"id\":1}", "-32600", "method must be");
        rpc("method is a number", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}", "-32600", "method must be");
        rpc("empty method", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}", "-32600", "method must be");
        rpc("unknown method", call("Fly", "{}"), "-32601", "there is no method \"Fly\"");
        rpc("method in lower case", call("getTask", "{}"), "-32601", "there is no method \"getTask\"");
        rpc("method with markup", call("<b>\\u0007", "{}"), "-32601", "there is no method \"<b>?\"");
        rpc("method of 0.3", call("message/send", "{}"), "-32601", "there is no method \"message/send\"");
        rpc("params is an array", call("SendMessage", "[]"), "-32602", "params: must be an object");
        rpc("params is text", call("GetTask", "\"a\""), "-32602", "params: must be an object");
        rpc("no params", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\"}", "-32602", "message: is required");
        rest("empty body", "/message:send", "", 400, "INVALID_ARGUMENT", "the body is empty");
        rest("body is an array", "/message:send", "[]", 400, "INVALID_ARGUMENT", "must be a JSON object");
        rest("body is null", "/message:stream", "null", 400, "INVALID_ARGUMENT", "must be a JSON object");
        rest("cancel with an array", "/tasks/a:cancel", "[1]", 400, "INVALID_ARGUMENT", "must be a JSON object");
    }

    private void lookUps() {
        for (String method : List.of("GetTask", "CancelTask", "SubscribeToTask")) {
            rpc(method + " without id", call(method, "{}"), "-32602", "id: is required");
            rpc(method + " with an empty id", call(method, "{\"id\":\"\"}"), "-32602", "id: is required");
            rpc(method + " with a number", call(method, "{\"id\":5}"), "-32602", "id: must be a string");
            rpc(method + " of a tenant", call(method, "{\"id\":\"a\",\"tenant\":\"t\"}"), "-32001", "there is no task a");
        }
        rpc("GetTask, historyLength", call("GetTask", "{\"id\":\"a\",\"historyLength\":-1}"), "-32602", "0 or more");
        rpc("GetTask, text", call("GetTask", "{\"id\":\"a\",\"history_length\":\"x\"}"), "-32602", "32-bit integer");
        rpc("CancelTask, metadata", call("CancelTask", "{\"id\":\"a\",\"metadata\":1}"), "-32602", "must be an object");
        get("historyLength", "/tasks/a?historyLength=-1", 400, "INVALID_ARGUMENT", "historyLength: must be 0 or more");
        get("historyLength in words", "/tasks/a?historyLength=x", 400, "INVALID_ARGUMENT", "32-bit integer");
        get("control character", "/tasks/a%00b", 400, "INVALID_ARGUMENT", "id: must not hold control characters");
        get("tenant", "/acme/tasks/a", 404, "NOT_FOUND", "there is no task a");
        get("0.3 path", "/v1/tasks/a", 404, "NOT_FOUND", "there is no task a");
        rest("cancel of a tenant", "/acme/tasks/a:cancel", "", 404, "NOT_FOUND", "there is no task a");
        rest("send to a tenant", "/acme/message:send", with(""), 400, "INVALID_ARGUMENT", "tenant: must be absent");
        rest("another id", "/tasks/a:cancel", "{\"id\":\"b\"}", 400, "INVALID_ARGUMENT", "the task of the path");
        Map<String, String> resume = and("Last-Event-ID", "x");
        add("last event", "POST", "/tasks/a:subscribe", resume, "", 400, "INVALID_ARGUMENT", "Last-Event-ID: must be");
    }

    private void lists() {
        list("pageSize 0", "pageSize", "0", "pageSize: must be from 1 to 100");
        list("pageSize 101", "pageSize", "101", "pageSize: must be from 1 to 100");
        list("pageSize -1", "pageSize", "-1", "pageSize: must be from 1 to 100");
        list("pageSize in words", "pageSize", "many", "pageSize: must be a 32-bit integer");
        list("pageToken", "pageToken", "zzz", "pageToken: must be the nextPageToken");
        list("pageToken, no base64", "pageToken", "!", "pageToken: must be the nextPageToken");
        list("status", "status", "working", "status: must be the name of a task state");
        list("unspecified status", "status", "TASK_STATE_UNSPECIFIED", "status: must be the name of a task state");
        list("statusTimestampAfter", "statusTimestampAfter", "yesterday", "statusTimestampAfter: must be a time");
        list("a day", "statusTimestampAfter", "2025-01-01", "statusTimestampAfter: must be a time");
        list("year 10000", "statusTimestampAfter", "%2B10000-01-01T00:00:00Z", "statusTimestampAfter: must be a time");
        list("historyLength", "historyLength", "-5", "historyLength: must be 0 or more");
        list("includeArtifacts", "includeArtifacts", "yes", "includeArtifacts: must be true or false");
        rpc("status as a number", call("ListTasks", "{\"status\":2}"), "-32602", "status: must be a string");
        rpc("list of a tenant", call("ListTasks", "{\"tenant\":\"t\"}"), "-32602", "tenant: must be absent");
        get("list of a tenant", "/acme/tasks", 400, "INVALID_ARGUMENT", "tenant: must be absent");
        get("pageSize twice", "/tasks?pageSize=1&pageSize=2", 400, "INVALID_ARGUMENT", "pageSize: is given twice");
        get("both spellings", "/tasks?pageSize=1&page_size=1", 400, "INVALID_ARGUMENT", "pageSize: is given twice");
        get("broken encoding", "/tasks?pageToken=%zz", 400, "INVALID_ARGUMENT", "pageToken: must be percent-encoded");
        get("Latin-1", "/tasks?contextId=%FC", 400, "INVALID_ARGUMENT", "contextId: must be percent-encoded UTF-8");
        get("two at once", "/tasks?pageSize=0&status=x", 400, "INVALID_ARGUMENT", "status: must be the name");
    }

    private void versions() {
        for (String version : List.of("0.3", "99.0", "2.0", "0.5", "1.1", "1", "1.0.x", "abc", "1.0, 1.0")) {
            Map<String, String> headers = and("A2A-Version", version);
            for (String method : List.of("SendMessage", "SubscribeToTask", "DeleteTaskPushNotificationConfig")) {
                add(version + " " + method, "POST", "/", headers, call(method, "{}"), 200, "-32009", "not served here");
            }
            add(version, "GET", "/tasks/a", headers, "", 400, "FAILED_PRECONDITION", "is not served here");
            add(version + " card", "GET", "/extendedAgentCard", headers, "", 400, "FAILED_PRECONDITION", "not served");
        }
        Map<String, String> none = Map.of("Content-Type", "application/json");
        add("no version", "POST", "/", none, call("GetTask", "{}"), 200, "-32009", "version 0.3 of A2A is not served");
        add("0.3 client", "POST", "/", none, call("tasks/get", "{}"), 200, "-32009", "send the header A2A-Version: 1.0");
        add("no version", "POST", "/message:send", none, "{}", 400, "FAILED_PRECONDITION", "version 0.3 of A2A");
        add("query", "GET", "/tasks?A2A-Version=0.3", Map.of(), "", 400, "FAILED_PRECONDITION", "version 0.3 of A2A");
        add("empty", "GET", "/tasks", Map.of("A2A-Version", ""), "", 400, "FAILED_PRECONDITION", "version 0.3 of A2A");
    }

    private void mediaTypes() {
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/jsonp",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/x-www-form-urlencoded",
                "nonsense")) {
            Map<String, String> headers = and("Content-Type", type);
            add(type, "POST", "/", headers, "no JSON", 200, "-32005", "the Content-Type must be application/json");
            add(type, "POST", "/message:send", headers, "no JSON", 415, "INVALID_ARGUMENT", "the Content-Type must be");
        }
        Map<String, String> none = Map.of("A2A-Version", "1.0");
        add("no Content-Type", "POST", "/", none, call("GetTask", "{}"), 200, "-32005", "the Content-Type must be");
        add("no Content-Type", "POST", "/message:send", none, "{}", 415, "INVALID_ARGUMENT", "the Content-Type must be");
        Map<String, String> text = and("Content-Type", "text/plain");
        add("cancel as text", "POST", "/tasks/a:cancel", text, "{}", 415, "INVALID_ARGUMENT", "the Content-Type must");
    }

    private void undeclared() {
        for (String method : List.of("Create", "Get", "Delete")) {
            String name = method + "TaskPushNotificationConfig";
            rpc(name, call(name, "{\"taskId\":\"a\",\"id\":\"b\"}"), "-32003", "push notifications are not supported");
        }
        rpc("list configs", call("ListTaskPushNotificationConfigs", "{\"task_id\":\"a\"}"), "-32003", "not supported");
        rpc("extended card", call("GetExtendedAgentCard", "{}"), "-32004", "there is no extended agent card");
        String failed = "FAILED_PRECONDITION";
        rest("create config", "/tasks/a/pushNotificationConfigs", "{\"url\":\"x\"}", 400, failed, "not supported");
        get("list configs", "/tasks/a/pushNotificationConfigs", 400, failed, "not supported");
        get("get config", "/tasks/a/pushNotificationConfigs/b", 400, failed, "not supported");
        add("delete config", "DELETE", "/tasks/a/pushNotificationConfigs/b", JSON, "", 400, failed, "not supported");
        get("extended card", "/extendedAgentCard", 400, failed, "there is no extended agent card");
        get("extended card of a tenant", "/acme/extendedAgentCard", 400, failed, "there is no extended agent card");
    }

    private void paths() {
        for (String path : List.of(
                "/nothing", "/message", "/message:fly", "/tasks/", "/tasks//", "/tasks/a:fly", "/tasks/:cancel",
                "/tasks/a/b", "/tasks/a/pushNotificationConfigs/b/c", "/a/b/tasks", "/tasks/%zz", "/tasks/%FF",
                "/tenant/.well-known/agent-card.json", "/.well-known/x", "/message:send/")) {
            get(path, path, 404, "NOT_FOUND", "there is nothing at this path");
        }
        for (String verb : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW")) {
            add(verb, verb, "/", JSON, "", 405, "-32600", "this path takes POST only");
            add(verb, verb, "/message:send", JSON, "", 405, "UNIMPLEMENTED", "this path takes POST only");
        }
        rest("list by POST", "/tasks", "{}", 405, "UNIMPLEMENTED", "this path takes GET only");
        rest("get by POST", "/tasks/a", "{}", 405, "UNIMPLEMENTED", "this path takes GET only");
        get("cancel by GET", "/tasks/a:cancel", 405, "UNIMPLEMENTED", "this path takes POST only");
        rest("card by POST", "/.well-known/agent-card.json", "", 405, "UNIMPLEMENTED", "this path takes GET, HEAD only");
    }

    private void message(String name, String members, String fragment) {
        send(name, "{\"message\":{" + members + "}}", fragment);
    }

    private void part(String name, String part, String fragment) {
        message(name, HEAD + ",\"parts\":[" + part + "]", fragment);
    }

    private void configuration(String name, String configuration, String fragment) {
        send(name, with("\"configuration\":" + configuration), fragment);
    }

    /** Wrong parameters of a send, in both bindings. */
    private void send(String name, String params, String fragment) {
        rpc(name, call("SendMessage", params), "-32602", fragment);
        rest(name, "/message:stream", params, 400, "INVALID_ARGUMENT", fragment);
    }

    private void list(String name, String parameter, String value, String fragment) {
        String json = "{\"" + parameter + "\":\"" + value.replace("%2B", "+") + "\"}";
        rpc(name, call("ListTasks", json), "-32602", fragment);
        get(name, "/tasks?" + parameter + "=" + value, 400, "INVALID_ARGUMENT", fragment);
    }

    private void broken(String name, String body, String fragment) {
        brokenBytes(name, body.getBytes(StandardCharsets.UTF_8), fragment);
    }

    private void brokenBytes(String name, byte[] body, String fragment) {
        cases.add(new Case(name, "POST", "/", JSON, body, 200, "-32700", fragment));
        cases.add(new Case(name, "POST", "/message:send", JSON, body, 400, "INVALID_ARGUMENT", fragment));
    }

    private void rpc(String name, String body, String code, String fragment) {
        add(name, "POST", "/", JSON, body, 200, code, fragment);
    }

    private void rest(String name, String path, String body, int status, String code, String fragment) {
        add(name, "POST", path, JSON, body, status, code, fragment);
    }

    private void get(String name, String path, int status, String code, String fragment) {
        add(name, "GET", path, Map.of("A2A-Version", "1.0"), "", status, code, fragment);
    }

    private void add(
            String name,
            String method,
            String path,
            Map<String, String> headers,
            String body,
            int status,
            String code,
            String fragment) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        cases.add(new Case(name, method, path, headers, bytes, status, code, fragment));
    }

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /** A right send with more members. */
    private static String with(String more) {
        return "{\"message\":{" + HEAD + "," + PARTS + "}" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private static String id(String member, String value) {
        return "\"" + member + "\":\"" + value + "\",\"role\":\"ROLE_USER\"," + PARTS;
    }

    private static Map<String, String> and(String name, String value) {
        Map<String, String> headers = new LinkedHashMap<>(JSON);
        headers.put(name, value);
        return headers;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
