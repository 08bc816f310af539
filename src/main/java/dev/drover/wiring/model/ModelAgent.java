package dev.drover.wiring.model;

import dev.drover.a2ui.Version;
import dev.drover.message.Message;
import dev.drover.model.History;
import dev.drover.model.Instruction;
import dev.drover.model.ModelSettings;
import dev.drover.model.ToolCall;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent that is a model, as its settings say.
 *
 * @param tools the names of what it may have called: routes, or agents
 * @param toolCalls how often, for one message
 * @param handOver the agents that it may hand the conversation over to
 * @param outputModes media types; those of A2UI mean that it draws forms
 * @param remember the key of the context under which agents find its last answer; empty means that it is not kept
 */
record ModelAgent(
        String name,
        ModelSettings settings,
        Instruction instruction,
        History history,
        List<String> tools,
        int toolCalls,
        List<String> handOver,
        List<String> outputModes,
        String remember) {
    /** The name under which a model finds the hand-over among its tools. */
    static final String HAND_OVER = "hand_over";

    /** The version of A2UI in which it answers this message; absent where it draws nothing, or nothing is asked for. */
    @Nullable
    Version forms(Message request) {
        return Version.of(request.extensions())
                .filter(version -> outputModes.contains(version.mediaType()))
                .orElse(null);
    }

    /** Whether this call hands the conversation over to an agent that may take it. */
    boolean handsOver(ToolCall call) {
        return call.name().equals(HAND_OVER)
                && handOver.contains(String.valueOf(call.arguments().get("agent")));
    }

    /** Reads {@code agents.<name>.*}; files are relative to the folder. */
    static ModelAgent read(Settings settings, String name, Path folder) {
        String key = "agents." + name + ".";
        String model = settings.text(key + "model", "");
        if (model.isEmpty()) {
            throw new InvalidSetting(key + "model is missing: the name of a Gemini model");
        }
        String schema = settings.text(key + "output-schema", "");
        Map<String, @Nullable Object> form =
                schema.isEmpty() ? null : Json.object(file(folder, key + "output-schema", schema), key);
        ModelSettings calls = new ModelSettings(
                model,
                settings.text(key + "temperature", "").isEmpty()
                        ? null
                        : settings.parse(key + "temperature", "", ModelAgent::temperature),
                settings.number(key + "max-output-tokens", 2048, 1, 1_000_000),
                form,
                settings.parse(key + "safety", "", ModelAgent::safety));
        String instruction = settings.text(key + "instruction", "");
        return new ModelAgent(
                name,
                calls,
                new Instruction(instruction.isEmpty() ? "" : file(folder, key + "instruction", instruction)),
                new History(
                        settings.number(key + "history-messages", 40, 0, 1000),
                        settings.number(key + "history-tokens", 8000, 0, 1_000_000)),
                settings.list(key + "tools", ""),
                settings.number(key + "tool-calls", 16, 1, 1000),
                settings.list(key + "hand-over", ""),
                settings.list(key + "output-modes", ""),
                settings.text(key + "remember", ""));
    }

    private static String file(Path folder, String key, String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new InvalidSetting(key + " is " + name + ", but there is no such text file");
        }
    }

    private static Double temperature(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 2) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new IllegalArgumentException("a number from 0 to 2");
    }

    /** {@code HARASSMENT: BLOCK_ONLY_HIGH, DANGEROUS_CONTENT: BLOCK_NONE}, by the service's own words. */
    private static Map<String, String> safety(String text) {
        Map<String, String> safety = new HashMap<>();
        for (String one : text.isEmpty() ? List.<String>of() : List.of(text.split(","))) {
            String[] pair = one.split(":");
            if (pair.length != 2) {
                throw new IllegalArgumentException("CATEGORY: THRESHOLD, with commas between several");
            }
            safety.put("HARM_CATEGORY_" + pair[0].strip(), pair[1].strip());
        }
        return safety;
    }
}
