package dev.drover.a2ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a schema cannot say of messages: that components name components, that no id is given twice, and that a surface has a
 * root. Of messages that follow their schema.
 */
public final class References {
    private static final Set<String> NAMING = Set.of(
            "child",
            "children",
            "explicitList",
            "componentId",
            "trigger",
            "content",
            "entryPointChild",
            "contentChild");

    private final Map<String, Set<String>> components = new LinkedHashMap<>();
    private final Map<String, Set<String>> named = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();

    private References() {}

    /** What is wrong, each in a sentence that a model can use; empty where nothing is. */
    public static List<String> violations(Version version, List<?> messages) {
        References references = new References();
        messages.forEach(references::read);
        references.named.forEach((surface, names) -> names.stream()
                .filter(name -> !references.of(references.components, surface).contains(name))
                .forEach(name -> references.violations.add("surface " + surface + " has no component " + name)));
        if (version != Version.V0_8) {
            references.components.forEach((surface, ids) -> {
                if (!ids.contains("root")) {
                    references.violations.add("surface " + surface + " has no component with the id root");
                }
            });
        }
        return List.copyOf(references.violations);
    }

    private void read(@Nullable Object message) {
        if (!(message instanceof Map<?, ?> kinds)) {
            return;
        }
        for (Object body : kinds.values()) {
            if (body instanceof Map<?, ?> members) {
                String surface = String.valueOf(members.get("surfaceId"));
                if (members.get("root") instanceof String root) {
                    of(named, surface).add(root);
                }
                if (members.get("components") instanceof List<?> list) {
                    list.forEach(component -> add(surface, component));
                }
            }
        }
    }

    private void add(String surface, @Nullable Object component) {
        if (component instanceof Map<?, ?> members) {
            String id = String.valueOf(members.get("id"));
            if (!of(components, surface).add(id)) {
                violations.add("surface " + surface + " has two components with the id " + id);
            }
            collect(members, of(named, surface));
        }
    }

    private static void collect(Map<?, ?> members, Set<String> names) {
        members.forEach((key, value) -> {
            if (NAMING.contains(String.valueOf(key)) && value instanceof String name) {
                names.add(name);
            } else if (NAMING.contains(String.valueOf(key)) && value instanceof List<?> list) {
                list.stream().filter(String.class::isInstance).forEach(name -> names.add((String) name));
            } else if (!"action".equals(key)) {
                nested(value, names);
            }
        });
    }

    private static void nested(@Nullable Object value, Set<String> names) {
        switch (value) {
            case Map<?, ?> map -> collect(map, names);
            case List<?> list -> list.forEach(element -> nested(element, names));
            case null, default -> {}
        }
    }

    private Set<String> of(Map<String, Set<String>> surfaces, String surface) {
        return surfaces.computeIfAbsent(surface, key -> new LinkedHashSet<>());
    }
}
