package dev.drover.attack;

import static dev.drover.attack.Ask.get;
import static dev.drover.attack.Ask.message;
import static dev.drover.attack.Ask.post;
import static dev.drover.attack.Ask.rpc;

import java.util.ArrayList;
import java.util.List;

/** Reaching for what belongs to somebody else, through every operation of both bindings. */
final class OwnershipAttacks {
    private OwnershipAttacks() {}

    /**
     * The table.
     *
     * @param waiting a task of Ann's that waits for her
     * @param ended a task of Ann's that has ended
     * @param context the context of both
     */
    static List<Attack> of(String ann, String eve, String viewer, String waiting, String ended, String context) {
        List<Attack> attacks = new ArrayList<>();
        String id = "{\"id\":\"" + waiting + "\"}";
        String gone = "\"code\":-32001";
        String unknown = "there is no task " + waiting;
        attacks.add(new Attack(
                "get another's task",
                get("/tasks/" + waiting).key(eve),
                404,
                unknown,
                get("/tasks/" + waiting).key(ann)));
        attacks.add(new Attack(
                "GetTask of another's",
                rpc("GetTask", id).key(eve),
                200,
                gone,
                rpc("GetTask", id).key(ann)));
        attacks.add(new Attack(
                "get another's ended task",
                get("/tasks/" + ended).key(eve),
                404,
                "there is no task",
                get("/tasks/" + ended).key(ann)));
        attacks.add(new Attack(
                "list another's context",
                get("/tasks?contextId=" + context).key(eve),
                200,
                "\"tasks\":[],\"nextpagetoken\":\"\",\"pagesize\":50,\"totalsize\":0",
                get("/tasks?contextId=" + context).key(ann)));
        attacks.add(new Attack(
                "ListTasks of another's context",
                rpc("ListTasks", "{\"contextId\":\"" + context + "\"}").key(eve),
                200,
                "\"totalsize\":0",
                rpc("ListTasks", "{\"contextId\":\"" + context + "\"}").key(ann)));
        attacks.add(new Attack(
                "subscribe to another's task",
                post("/tasks/" + waiting + ":subscribe", "").key(eve),
                404,
                unknown,
                post("/tasks/" + waiting + ":subscribe", "").key(ann)));
        attacks.add(new Attack(
                "SubscribeToTask of another's",
                rpc("SubscribeToTask", id).key(eve),
                200,
                gone,
                rpc("SubscribeToTask", id).key(ann)));
        attacks.add(new Attack(
                "resume the stream of another's task",
                post("/tasks/" + ended + ":subscribe", "")
                        .with("Last-Event-ID: 1")
                        .key(eve),
                404,
                "there is no task",
                post("/tasks/" + ended + ":subscribe", "")
                        .with("Last-Event-ID: 1")
                        .key(ann)));
        attacks.add(new Attack(
                "cancel another's task",
                post("/tasks/" + waiting + ":cancel", "").key(eve),
                404,
                unknown,
                get("/tasks/" + waiting).key(ann)));
        attacks.add(new Attack(
                "CancelTask of another's",
                rpc("CancelTask", id).key(eve),
                200,
                gone,
                rpc("GetTask", id).key(ann)));
        attacks.add(new Attack(
                "cancel as a viewer",
                post("/tasks/" + waiting + ":cancel", "").key(viewer),
                404,
                unknown,
                get("/tasks/" + waiting).key(viewer)));
        String answer = ",\"taskId\":\"" + waiting + "\"";
        attacks.add(new Attack(
                "answer in another's place",
                post("/message:send", message("o1", answer)).key(eve),
                404,
                unknown,
                post("/message:send", message("o2", "")).key(eve)));
        attacks.add(new Attack(
                "SendMessage in another's place",
                rpc("SendMessage", message("o3", answer)).key(eve),
                200,
                gone,
                rpc("SendMessage", message("o4", "")).key(eve)));
        attacks.add(new Attack(
                "stream in another's place",
                post("/message:stream", message("o5", answer)).key(eve),
                404,
                unknown,
                post("/message:stream", message("o6", "")).key(eve)));
        attacks.add(new Attack(
                "SendStreamingMessage in another's place",
                rpc("SendStreamingMessage", message("o7", answer)).key(eve),
                200,
                gone,
                rpc("SendStreamingMessage", message("o8", "")).key(eve)));
        attacks.add(new Attack(
                "send as a viewer",
                post("/message:send", message("o9", "")).key(viewer),
                403,
                "this needs the role caller or operator",
                post("/message:send", message("o10", "")).key(ann)));
        attacks.add(new Attack(
                "reach for a forbidden agent",
                post("/message:send", message("o11", ",\"metadata\":{\"agents\":[\"calendar\"]}"))
                        .key(eve),
                400,
                "there is no agent calendar",
                post("/message:send", message("o12", ",\"metadata\":{\"agents\":[\"calendar\"]}"))
                        .key(ann)));
        return attacks;
    }
}
