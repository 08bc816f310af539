package dev.drover.wiring.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drover.a2ui.Mixed;
import dev.drover.a2ui.References;
import dev.drover.a2ui.Surfaces;
import dev.drover.a2ui.Version;
import dev.drover.message.Part;
import dev.drover.model.SchemaCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells models how to draw forms, and finds the forms in what they say. Safe for any number of threads. */
final class FormReader {
    private final SchemaCheck check;
    private final Map<Version, Rules> rules = new ConcurrentHashMap<>();

    FormReader(SchemaCheck check) {
        this.check = check;
    }

    /** What forms of a version look like, for models in words. */
    private record Rules(String instruction, Map<String, @Nullable Object> schema) {
        static Rules of(Version version) {
            String schema = resource(version.word() + ".schema.json");
            return new Rules(resource(version.word() + ".txt") + schema, Json.object(schema, version.word()));
        }
    }

    /**
     * What a model said.
     *
     * @param forms marked parts; none where something is wrong with any of them
     * @param violations what is wrong, each in a sentence that a model can use
     */
    record Said(String text, List<Part> forms, List<String> violations) {}

    /** What a model is told behind its own instruction. */
    String instruction(Version version) {
        return rules(version).instruction();
    }

    Said read(Version version, String text) {
        Mixed mixed = Mixed.of(text);
        List<Part> forms = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        for (String block : mixed.blocks()) {
            List<?> messages = messages(block);
            List<String> wrong = violations(version, messages);
            violations.addAll(wrong);
            if (wrong.isEmpty()) {
                forms.addAll(Surfaces.parts(version, messages));
            }
        }
        return new Said(mixed.text(), violations.isEmpty() ? forms : List.of(), violations);
    }

    /** One message alone is a list of one; what is no JSON is a list of none. */
    private static List<?> messages(String block) {
        try {
            Object value = Json.value(block);
            return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private List<String> violations(Version version, List<?> messages) {
        if (messages.isEmpty()) {
            return List.of("what is between the tags is not a JSON list of messages");
        }
        List<String> wrong = check.violations(rules(version).schema(), messages);
        return wrong.isEmpty() ? References.violations(version, messages) : wrong;
    }

    /** Read when forms of this version are first asked for. */
    private Rules rules(Version version) {
        return rules.computeIfAbsent(version, Rules::of);
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(Version.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
