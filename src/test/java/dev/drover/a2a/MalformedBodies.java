package dev.drover.a2a;

import java.nio.charset.StandardCharsets;

/** Bodies that are no JSON, or not the object that their binding wants. */
final class MalformedBodies extends RequestTable {
    MalformedBodies() {
        json();
        envelopes();
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
}
