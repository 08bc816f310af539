package dev.drover.a2a;

/** Sends whose parameters are wrong. */
final class MalformedSends extends RequestTable {
    MalformedSends() {
        messages();
        parts();
        configuration();
    }

    private void messages() {
        send("no message", "{}", "message: is required");
        send("null message", "{\"message\":null}", "message: is required");
        send("message is text", "{\"message\":\"hi\"}", "message: must be an object");
        send("message is an array", "{\"message\":[]}", "message: must be an object");
        message("no messageId", "\"role\":\"ROLE_USER\"," + PARTS, "message.messageId: is required");
        message(
                "empty messageId",
                "\"messageId\":\"\",\"role\":\"ROLE_USER\"," + PARTS,
                "message.messageId: is required");
        message(
                "messageId is a number",
                "\"messageId\":1,\"role\":\"ROLE_USER\"," + PARTS,
                "messageId: must be a string");
        message("long messageId", id("messageId", "x".repeat(257)), "messageId: must not be longer than 256");
        message("control character in messageId", id("messageId", "a\\u0000b"), "must not hold control characters");
        message("no role", "\"messageId\":\"m\"," + PARTS, "message.role: is required");
        message("unknown role", "\"messageId\":\"m\",\"role\":\"ROLE_KING\"," + PARTS, "role: must be ROLE_USER");
        message("role of the agent", "\"messageId\":\"m\",\"role\":\"ROLE_AGENT\"," + PARTS, "role: must be ROLE_USER");
        message("role in the form of 0.3", "\"messageId\":\"m\",\"role\":\"user\"," + PARTS, "role: must be ROLE_USER");
        message("role as a number", "\"messageId\":\"m\",\"role\":1," + PARTS, "role: must be ROLE_USER");
        message("contextId is an object", HEAD + ",\"contextId\":{}," + PARTS, "message.contextId: must be a string");
        message("taskId is a number", HEAD + ",\"taskId\":7," + PARTS, "message.taskId: must be a string");
        message(
                "both spellings",
                HEAD + ",\"contextId\":\"a\",\"context_id\":\"b\"," + PARTS,
                "contextId: is given twice");
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
}
