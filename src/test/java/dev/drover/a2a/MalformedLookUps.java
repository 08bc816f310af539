package dev.drover.a2a;

import java.util.List;
import java.util.Map;

/** Look-ups and lists whose parameters are wrong. */
final class MalformedLookUps extends RequestTable {
    MalformedLookUps() {
        lookUps();
        lists();
    }

    private void lookUps() {
        for (String method : List.of("GetTask", "CancelTask", "SubscribeToTask")) {
            rpc(method + " without id", call(method, "{}"), "-32602", "id: is required");
            rpc(method + " with an empty id", call(method, "{\"id\":\"\"}"), "-32602", "id: is required");
            rpc(method + " with a number", call(method, "{\"id\":5}"), "-32602", "id: must be a string");
            rpc(
                    method + " of a tenant",
                    call(method, "{\"id\":\"a\",\"tenant\":\"t\"}"),
                    "-32001",
                    "there is no task a");
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
}
