package dev.drover.a2ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A surface in the messages of v0.9: components are a flat list that begins with {@code root}. For one use. */
final class Drawing09 {
    private final Surface surface;
    private final List<Map<String, Object>> components = new ArrayList<>();

    Drawing09(Surface surface) {
        this.surface = surface;
    }

    List<Map<String, Object>> messages() {
        add(surface.root());
        List<Map<String, Object>> messages = new ArrayList<>();
        messages.add(message("createSurface", Map.of("catalogId", Version.V0_9.catalog())));
        messages.add(message("updateComponents", Map.of("components", components)));
        if (!surface.data().isEmpty()) {
            messages.add(message("updateDataModel", Map.of("path", "/", "value", surface.data())));
        }
        return messages;
    }

    private Map<String, Object> message(String kind, Map<String, ?> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("surfaceId", surface.id());
        body.putAll(members);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("version", Version.V0_9.word());
        message.put(kind, body);
        return message;
    }

    /** Adds the component and what it holds; gives its id. */
    private String add(Component component) {
        String id = components.isEmpty() ? "root" : "c" + components.size();
        Map<String, Object> drawn = new LinkedHashMap<>();
        drawn.put("id", id);
        components.add(drawn);
        switch (component) {
            case Component.Text(String text, Component.Style style) -> {
                drawn.put("component", "Text");
                drawn.put("text", text);
                drawn.put("variant", variant(style));
            }
            case Component.Column(List<Component> children) -> {
                drawn.put("component", "Column");
                drawn.put("children", children.stream().map(this::add).toList());
            }
            case Component.Card(Component child) -> {
                drawn.put("component", "Card");
                drawn.put("child", add(child));
            }
            case Component.Field(String label, String path) -> {
                drawn.put("component", "TextField");
                drawn.put("label", label);
                drawn.put("value", Map.of("path", path));
            }
            case Component.Choice(String label, String path, Map<String, String> options) -> {
                drawn.put("component", "ChoicePicker");
                drawn.put("label", label);
                drawn.put("variant", "mutuallyExclusive");
                drawn.put("options", options(options));
                drawn.put("value", Map.of("path", path));
            }
            case Component.Button(String label, String action, Map<String, Object> context) -> {
                drawn.put("component", "Button");
                drawn.put("child", add(Component.text(label)));
                drawn.put("variant", "primary");
                drawn.put("action", Map.of("event", Map.of("name", action, "context", values(context))));
            }
        }
        return id;
    }

    private static String variant(Component.Style style) {
        return switch (style) {
            case TITLE -> "h3";
            case BODY -> "body";
            case CAPTION -> "caption";
        };
    }

    private static List<Map<String, String>> options(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> Map.of("label", option.getValue(), "value", option.getKey()))
                .toList();
    }

    private static Map<String, @Nullable Object> values(Map<String, Object> context) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        context.forEach((key, value) ->
                values.put(key, value instanceof Component.Bound(String path) ? Map.of("path", path) : value));
        return values;
    }
}
