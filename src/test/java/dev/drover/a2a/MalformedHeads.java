package dev.drover.a2a;

import java.util.List;
import java.util.Map;

/** Requests that are refused for their path, verb, version or media type, or for what is not declared. */
final class MalformedHeads extends RequestTable {
    MalformedHeads() {
        versions();
        mediaTypes();
        undeclared();
        paths();
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
        add(
                "0.3 client",
                "POST",
                "/",
                none,
                call("tasks/get", "{}"),
                200,
                "-32009",
                "send the header A2A-Version: 1.0");
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
        add(
                "no Content-Type",
                "POST",
                "/message:send",
                none,
                "{}",
                415,
                "INVALID_ARGUMENT",
                "the Content-Type must be");
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
                "/nothing",
                "/message",
                "/message:fly",
                "/tasks/",
                "/tasks//",
                "/tasks/a:fly",
                "/tasks/:cancel",
                "/tasks/a/b",
                "/tasks/a/pushNotificationConfigs/b/c",
                "/a/b/tasks",
                "/tasks/%zz",
                "/tasks/%FF",
                "/tenant/.well-known/agent-card.json",
                "/.well-known/x",
                "/message:send/")) {
            get(path, path, 404, "NOT_FOUND", "there is nothing at this path");
        }
        for (String verb : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW")) {
            add(verb, verb, "/", JSON, "", 405, "-32600", "this path takes POST only");
            add(verb, verb, "/message:send", JSON, "", 405, "UNIMPLEMENTED", "this path takes POST only");
        }
        rest("list by POST", "/tasks", "{}", 405, "UNIMPLEMENTED", "this path takes GET only");
        rest("get by POST", "/tasks/a", "{}", 405, "UNIMPLEMENTED", "this path takes GET only");
        get("cancel by GET", "/tasks/a:cancel", 405, "UNIMPLEMENTED", "this path takes POST only");
        rest(
                "card by POST",
                "/.well-known/agent-card.json",
                "",
                405,
                "UNIMPLEMENTED",
                "this path takes GET, HEAD only");
    }
}
