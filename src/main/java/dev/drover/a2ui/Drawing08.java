package dev.drover.a2ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A surface in the messages of v0.8: every value says its kind, and drawing begins with the last message. For one use. */
final class Drawing08 {
    private final Surface surface;
    private final List<Map<String, Object>> components = new ArrayList<>();

    Drawing08(Surface surface) {
        this.surface = surface;
    }

    List<Map<String, Object>> messages() {
        String root = add(surface.root());
        List<Map<String, Object>> messages = new ArrayList<>();
        messages.add(message("surfaceUpdate", Map.of("components", components)));
        if (!surface.data().isEmpty()) {
            messages.add(message("dataModelUpdate", Map.of("path", "/", "contents", contents(surface.data()))));
        }
        messages.add(message("beginRendering", Map.of("root", root, "catalogId", Version.V0_8.catalog())));
        return messages;
    }

    private Map<String, Object> message(String kind, Map<String, ?> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("surfaceId", surface.id());
        body.putAll(members);
        return Map.of(kind, body);
    }

    /** Adds the component and what it holds; gives its id. */
    private String add(Component component) {
        String id = components.isEmpty() ? "root" : "c" + components.size();
        Map<String, Object> drawn = new LinkedHashMap<>();
        drawn.put("id", id);
        components.add(drawn);
        drawn.put("component", drawn(component));
        return id;
    }

    private Map<String, Object> drawn(Component component) {
        return switch (component) {
            case Component.Text(String text, Component.Style style) ->
                Map.of("Text", Map.of("text", literal(text), "usageHint", usage(style)));
            case Component.Column(List<Component> children) ->
                Map.of(
                        "Column",
                        Map.of(
                                "children",
                                Map.of(
                                        "explicitList",
                                        children.stream().map(this::add).toList())));
            case Component.Card(Component child) -> Map.of("Card", Map.of("child", add(child)));
            case Component.Field(String label, String path) ->
                Map.of("TextField", Map.of("label", literal(label), "text", Map.of("path", path)));
            case Component.Choice choice -> choice(choice);
            case Component.Button(String label, String action, Map<String, Object> context) ->
                Map.of(
                        "Button",
                        Map.of(
                                "child",
                                add(Component.text(label)),
                                "primary",
                                true,
                                "action",
                                Map.of("name", action, "context", values(context))));
        };
    }

    /** Its component has no label of its own, so a text stands above it. */
    private Map<String, Object> choice(Component.Choice choice) {
        String label = add(Component.caption(choice.label()));
        List<Map<String, Object>> options = choice.options().entrySet().stream()
                .map(option -> Map.<String, Object>of("label", literal(option.getValue()), "value", option.getKey()))
                .toList();
        String picker = "c" + components.size();
        components.add(new LinkedHashMap<>(Map.of(
                "id",
                picker,
                "component",
                Map.of(
                        "MultipleChoice",
                        Map.of(
                                "selections",
                                Map.of("path", choice.path()),
                                "options",
                                options,
                                "maxAllowedSelections",
                                1)))));
        return Map.of("Column", Map.of("children", Map.of("explicitList", List.of(label, picker))));
    }

    private static String usage(Component.Style style) {
        return switch (style) {
            case TITLE -> "h3";
            case BODY -> "body";
            case CAPTION -> "caption";
        };
    }

    private static Map<String, Object> literal(String text) {
        return Map.of("literalString", text);
    }

    private static List<Map<String, Object>> values(Map<String, Object> context) {
        return context.entrySet().stream()
                .map(value -> Map.<String, Object>of(
                        "key",
                        value.getKey(),
                        "value",
                        value.getValue() instanceof Component.Bound(String path)
                                ? Map.of("path", path)
                                : literal(value.getValue().toString())))
                .toList();
    }

    /** Data as a list of entries; a list is a map by its places. */
    private static List<Map<String, Object>> contents(Map<String, @Nullable Object> data) {
        List<Map<String, Object>> contents = new ArrayList<>();
        data.forEach((key, value) -> contents.add(entry(key, value)));
        return contents;
    }

    private static Map<String, Object> entry(String key, @Nullable Object value) {
        return switch (value) {
            case Number number -> Map.of("key", key, "valueNumber", number);
            case Boolean truth -> Map.of("key", key, "valueBoolean", truth);
            case List<?> list -> {
                List<Map<String, Object>> entries = new ArrayList<>();
                for (Object element : list) {
                    entries.add(entry(Integer.toString(entries.size()), element));
                }
                yield Map.of("key", key, "valueMap", entries);
            }
            case null -> Map.of("key", key, "valueString", "");
            default -> Map.of("key", key, "valueString", value.toString());
        };
    }
}
