package dev.drover.attack;

import static dev.drover.attack.Ask.get;
import static dev.drover.attack.Ask.message;
import static dev.drover.attack.Ask.post;
import static dev.drover.attack.Ask.raw;
import static dev.drover.attack.Ask.rpc;

import java.util.ArrayList;
import java.util.List;

/** Requests that are made to confuse, to exhaust, or to steer what is inside. */
final class WireAttacks {
    private static final String SEND = "/message:send";

    private WireAttacks() {}

    static List<Attack> of(String ann, String origin) {
        List<Attack> attacks = new ArrayList<>();
        Ask tasks = get("/tasks").key(ann);
        Ask hello = post(SEND, message("w0", "")).key(ann);
        attacks.add(new Attack(
                "a body over the limit",
                post(SEND, message("w1", ",\"metadata\":{\"x\":\"" + "x".repeat(70_000) + "\"}"))
                        .key(ann),
                413,
                "the body is larger than 65536 bytes",
                hello));
        attacks.add(new Attack(
                "a chunked body over the limit",
                raw(head("POST", SEND, ann, "Transfer-Encoding: chunked") + "11170\r\n" + "x".repeat(70_000)),
                413,
                "the body is larger than 65536 bytes",
                hello));
        attacks.add(new Attack(
                "a body that never comes",
                raw(head("POST", SEND, ann, "Content-Length: 100") + "{"),
                408,
                "the request did not arrive within 2000 ms",
                hello));
        attacks.add(new Attack(
                "a body that never comes, without credentials",
                raw(head("POST", SEND, "", "Content-Length: 60000").replace("X-API-Key: ", "X-Other: ") + "{"),
                401,
                "this needs",
                hello));
        attacks.add(new Attack(
                "a body that wants to be asked for, with a wrong key",
                raw(head("POST", SEND, "wrong", "Expect: 100-continue\r\nContent-Length: 60000")),
                401,
                "the api key is not known",
                hello));
        attacks.add(new Attack(
                "headers over the limit",
                tasks.with("X-Long: " + "x".repeat(20_000)),
                431,
                "the headers are larger than 16384 bytes",
                tasks.with("X-Long: " + "x".repeat(10_000))));
        attacks.add(new Attack(
                "a path over the limit",
                get("/tasks?x=" + "x".repeat(20_000)).key(ann),
                414,
                "the request line is longer than 16384 bytes",
                get("/tasks?x=" + "x".repeat(10_000)).key(ann)));
        attacks.add(new Attack(
                "nested too deep",
                post(SEND, message("w2", ",\"metadata\":{\"x\":" + "[".repeat(98) + "]".repeat(98) + "}"))
                        .key(ann),
                400,
                "nested deeper than 100 levels",
                post(SEND, message("w3", ",\"metadata\":{\"x\":" + "[".repeat(97) + "]".repeat(97) + "}"))
                        .key(ann)));
        attacks.add(new Attack(
                "nested beyond reason",
                post(SEND, "[".repeat(60_000)).key(ann),
                400,
                "nested deeper than 100 levels",
                hello));
        attacks.add(new Attack(
                "more parts than there may be",
                post(SEND, parts(1001)).key(ann),
                400,
                "message.parts: must hold at most 1000 parts",
                post(SEND, parts(1000)).key(ann)));
        attacks.add(new Attack(
                "a number without end",
                post(SEND, message("w4", ",\"metadata\":{\"x\":" + "9".repeat(5_000) + "}"))
                        .key(ann),
                400,
                "a name or a number is too long",
                hello));
        attacks.add(new Attack(
                "a member twice",
                post(SEND, message("w5", ",\"taskId\":\"a\",\"taskId\":\"b\"")).key(ann),
                400,
                "is given twice",
                hello));
        attacks.add(new Attack(
                "an id without end",
                post(SEND, message("x".repeat(257), "")).key(ann),
                400,
                "message.messageid",
                post(SEND, message("y".repeat(256), "")).key(ann)));
        attacks.add(new Attack(
                "bytes that are no text",
                raw(head("POST", SEND, ann, "Content-Length: 3") + "{\u00ff}"),
                400,
                "it is not utf-8",
                hello));
        attacks.add(new Attack(
                "a batch",
                post("/", "[]").key(ann),
                200,
                "batches are not supported",
                rpc("ListTasks", "{}").key(ann)));
        attacks.add(new Attack(
                "a form of another page",
                raw(head("POST", "/", ann, "Content-Length: 2").replace("application/json", "text/plain") + "{}"),
                200,
                "\"code\":-32005",
                rpc("ListTasks", "{}").key(ann)));
        attacks.add(new Attack(
                "two lengths",
                raw(head("POST", SEND, ann, "Content-Length: 2\r\nContent-Length: 3") + "{}"),
                400,
                "not valid http",
                hello));
        attacks.add(new Attack(
                "another coding",
                raw(head("POST", SEND, ann, "Transfer-Encoding: xchunked") + "{}"),
                400,
                "the only transfer encoding taken is chunked",
                hello));
        attacks.add(new Attack(
                "no host",
                raw("GET /tasks HTTP/1.1\r\nX-API-Key: " + ann + "\r\n\r\n"),
                400,
                "the host header is missing",
                tasks));
        attacks.add(new Attack(
                "a proxy's target",
                raw(head("GET", "http://169.254.169.254/latest", ann, "X: y")),
                404,
                "there is nothing at this path",
                tasks));
        attacks.add(new Attack(
                "a path upwards",
                get("/tasks/..%2f..%2fhealth").key(ann),
                404,
                "there is no task ../../health",
                tasks));
        attacks.add(new Attack("another verb", raw(head("TRACE", "/tasks", ann, "X: y")), 405, "allow: get", tasks));
        attacks.add(new Attack(
                "a header that steers routes",
                get("/tasks").with("CamelHttpUri: /.well-known/agent-card.json"),
                401,
                "this needs",
                tasks.with("CamelHttpUri: /nowhere")));
        attacks.add(new Attack(
                "a page token of one's own",
                get("/tasks?pageToken=AAAA").key(ann),
                400,
                "pagetoken",
                get("/tasks?pageSize=1").key(ann)));
        attacks.add(new Attack(
                "an event id of one's own",
                post("/tasks/x:subscribe", "").with("Last-Event-ID: 1;2").key(ann),
                400,
                "must be the id of an event",
                tasks));
        attacks.add(new Attack(
                "a preflight of another page",
                raw(preflight("https://evil.example.com", "POST")),
                403,
                "pages of this origin may not call",
                tasks.with("Origin: " + origin)));
        attacks.add(new Attack(
                "a preflight for another method",
                raw(preflight(origin, "PUT")),
                403,
                "pages may not use this method",
                tasks.with("Origin: " + origin)));
        attacks.add(new Attack(
                "a preflight of no origin",
                raw(preflight("null", "POST")),
                403,
                "pages of this origin may not call",
                tasks.with("Origin: null")));
        return attacks;
    }

    private static String head(String verb, String path, String key, String more) {
        return verb + " " + path + " HTTP/1.1\r\nHost: drover\r\nConnection: close\r\nA2A-Version: 1.0\r\n"
                + "Content-Type: application/json\r\nX-API-Key: " + key + "\r\n" + more + "\r\n\r\n";
    }

    private static String preflight(String origin, String method) {
        return "OPTIONS / HTTP/1.1\r\nHost: drover\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: " + method + "\r\n\r\n";
    }

    private static String parts(int count) {
        return message("p" + count, "")
                .replace("{\"text\":\"hello\"}", "{\"text\":\"\"},".repeat(count - 1) + "{\"text\":\"x\"}");
    }
}
