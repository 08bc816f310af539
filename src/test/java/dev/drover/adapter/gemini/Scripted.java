package dev.drover.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * One answer of the service.
 *
 * @param pieces the responses of a stream, or the one body of an error
 * @param gates what a piece waits for before it goes out; null for none
 * @param broken whether the connection breaks after the last piece
 */
public record Scripted(int status, List<JsonNode> pieces, List<Semaphore> gates, boolean broken) {
    private static final int PROMPT = 100;

    /** The model says this. */
    public static Scripted text(String... pieces) {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < pieces.length; i++) {
            boolean last = i == pieces.length - 1;
            ObjectNode response = said();
            parts(response).addObject().put("text", pieces[i]);
            all.add(last ? ended(response, "STOP", 10L * pieces.length) : response);
        }
        return new Scripted(200, all, List.of(), false);
    }

    /** The model wants these tools called; names and arguments take turns. */
    @SuppressWarnings("unchecked")
    public static Scripted calls(Object... namesAndArguments) {
        ObjectNode response = said();
        for (int i = 0; i < namesAndArguments.length; i += 2) {
            ObjectNode part = parts(response).addObject();
            part.putObject("functionCall")
                    .put("name", (String) namesAndArguments[i])
                    .set("args", GeminiServer.JSON.valueToTree((Map<String, Object>) namesAndArguments[i + 1]));
            part.put("thoughtSignature", "c2lnbmVk");
        }
        return new Scripted(200, List.of(ended(response, "STOP", 5)), List.of(), false);
    }

    /** The service blocks the prompt. */
    public static Scripted blocked(String reason) {
        ObjectNode response = GeminiServer.JSON.createObjectNode();
        response.putObject("promptFeedback").put("blockReason", reason);
        usage(response, 0, 0);
        return new Scripted(200, List.of(response), List.of(), false);
    }

    /** The model says this and is stopped. */
    public static Scripted stopped(String text, String reason) {
        ObjectNode response = said();
        parts(response).addObject().put("text", text);
        return new Scripted(200, List.of(ended(response, reason, 3)), List.of(), false);
    }

    public static Scripted error(int status) {
        return error(status, "");
    }

    /** Too many requests, with the time to come back, such as 2s. */
    public static Scripted retryIn(String delay) {
        return error(429, delay);
    }

    private static Scripted error(int status, String delay) {
        ObjectNode body = GeminiServer.JSON.createObjectNode();
        ObjectNode error = body.putObject("error");
        error.put("code", status).put("message", "it says so").put("status", "SCRIPTED");
        if (!delay.isEmpty()) {
            error.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                    .put("retryDelay", delay);
        }
        return new Scripted(status, List.of(body), List.of(), false);
    }

    /** The same, with the connection broken off in place of the last piece's end. */
    public Scripted thenBroken() {
        List<JsonNode> open = new ArrayList<>(pieces);
        ObjectNode last = open.getLast().deepCopy();
        ((ObjectNode) last.at("/candidates/0")).remove("finishReason");
        open.set(open.size() - 1, last);
        return new Scripted(status, open, gates, true);
    }

    /** The same, each piece after the permit of its gate. */
    public Scripted behind(Semaphore... pieceGates) {
        return new Scripted(status, pieces, Arrays.asList(pieceGates), broken);
    }

    /** The same, with other counts of tokens. */
    public Scripted costing(int prompt, int output) {
        List<JsonNode> counted = new ArrayList<>(pieces);
        ObjectNode last = counted.getLast().deepCopy();
        usage(last, prompt, output);
        counted.set(counted.size() - 1, last);
        return new Scripted(status, counted, gates, broken);
    }

    void await(int piece) throws InterruptedException {
        if (piece < gates.size() && gates.get(piece) != null) {
            gates.get(piece).acquire();
        }
    }

    /** All pieces as the one response of a call that does not stream. */
    JsonNode joined() {
        ObjectNode last = pieces.getLast().deepCopy();
        if (pieces.size() > 1) {
            ArrayNode parts = parts(last);
            parts.removeAll();
            pieces.forEach(piece -> piece.at("/candidates/0/content/parts").forEach(parts::add));
        }
        return last;
    }

    private static ObjectNode said() {
        ObjectNode response = GeminiServer.JSON.createObjectNode();
        response.putArray("candidates")
                .addObject()
                .putObject("content")
                .put("role", "model")
                .putArray("parts");
        return response;
    }

    private static ArrayNode parts(ObjectNode response) {
        return (ArrayNode) response.at("/candidates/0/content/parts");
    }

    private static ObjectNode ended(ObjectNode response, String reason, long output) {
        ((ObjectNode) response.at("/candidates/0")).put("finishReason", reason);
        usage(response, PROMPT, output);
        return response;
    }

    private static void usage(ObjectNode response, long prompt, long output) {
        response.putObject("usageMetadata")
                .put("promptTokenCount", prompt)
                .put("candidatesTokenCount", output)
                .put("totalTokenCount", prompt + output);
    }
}
