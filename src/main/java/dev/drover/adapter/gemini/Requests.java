package dev.drover.adapter.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.SafetySetting;
import com.google.genai.types.Tool;
import dev.drover.model.ModelSettings;
import dev.drover.model.Prompt;
import dev.drover.model.ToolCall;
import dev.drover.model.ToolResult;
import dev.drover.model.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prompts in the words of the Gemini API. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Requests() {}

    static List<Content> contents(Prompt prompt) {
        return prompt.turns().stream().map(Requests::content).toList();
    }

    static GenerateContentConfig config(Prompt prompt) {
        ModelSettings settings = prompt.settings();
        GenerateContentConfig.Builder config =
                GenerateContentConfig.builder().maxOutputTokens(settings.maxOutputTokens());
        if (!prompt.instruction().isEmpty()) {
            config.systemInstruction(Content.fromParts(Part.fromText(prompt.instruction())));
        }
        if (settings.temperature() != null) {
            config.temperature(settings.temperature().floatValue());
        }
        if (settings.schema() != null) {
            config.responseMimeType("application/json").responseJsonSchema(settings.schema());
        }
        if (!settings.safety().isEmpty()) {
            config.safetySettings(settings.safety().entrySet().stream()
                    .map(safety -> SafetySetting.builder()
                            .category(safety.getKey())
                            .threshold(safety.getValue())
                            .build())
                    .toList());
        }
        if (!prompt.tools().isEmpty()) {
            config.tools(Tool.builder()
                    .functionDeclarations(
                            prompt.tools().stream().map(Requests::declaration).toList())
                    .build());
        }
        return config.build();
    }

    private static FunctionDeclaration declaration(dev.drover.model.Tool tool) {
        FunctionDeclaration.Builder declaration =
                FunctionDeclaration.builder().name(tool.name()).description(tool.description());
        boolean parameters = tool.parameters().get("properties") instanceof Map<?, ?> declared && !declared.isEmpty();
        if (parameters) { // the service refuses an object that has no members
            declaration.parametersJsonSchema(tool.parameters());
        }
        return declaration.build();
    }

    private static Content content(Turn turn) {
        return switch (turn) {
            case Turn.OfUser user ->
                content("user", user.parts().stream().map(Requests::part).toList());
            case Turn.OfModel model -> content("model", parts(model));
            case Turn.OfTools tools ->
                content("user", tools.results().stream().map(Requests::part).toList());
        };
    }

    private static Content content(String role, List<Part> parts) {
        return Content.builder().role(role).parts(parts).build();
    }

    private static List<Part> parts(Turn.OfModel model) {
        List<Part> parts = new ArrayList<>();
        if (!model.text().isEmpty()) {
            parts.add(Part.fromText(model.text()));
        }
        for (ToolCall call : model.calls()) {
            Part.Builder part = Part.builder()
                    .functionCall(FunctionCall.builder()
                            .id(call.id())
                            .name(call.name())
                            .args(call.arguments())
                            .build());
            if (call.signature() != null) {
                part.thoughtSignature(call.signature().toArray());
            }
            parts.add(part.build());
        }
        return parts;
    }

    private static Part part(ToolResult result) {
        return Part.builder()
                .functionResponse(FunctionResponse.builder()
                        .id(result.callId())
                        .name(result.name())
                        .response(result.value())
                        .build())
                .build();
    }

    /** Files go as bytes or as their address; data goes as its JSON. */
    private static Part part(dev.drover.message.Part part) {
        return switch (part.content()) {
            case dev.drover.message.Part.Content.Text(String text) -> Part.fromText(text);
            case dev.drover.message.Part.Content.Raw raw ->
                Part.fromBytes(raw.bytes().toArray(), mediaType(part.mediaType()));
            case dev.drover.message.Part.Content.Url(String url) -> Part.fromUri(url, mediaType(part.mediaType()));
            case dev.drover.message.Part.Content.Data data -> Part.fromText(json(data.value()));
        };
    }

    private static String mediaType(@Nullable String given) {
        return given == null ? "application/octet-stream" : given;
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a data part is not JSON", e);
        }
    }
}
