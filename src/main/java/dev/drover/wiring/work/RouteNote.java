package dev.drover.wiring.work;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.model.PropertyDefinition;
import org.apache.camel.model.RouteDefinition;

/** What a route declares of itself: the lines of its note, and its properties, which win. 0007: YAML has only the note. */
public final class RouteNote {
    private RouteNote() {}

    public static Map<String, String> of(RouteDefinition route) {
        Map<String, String> declared = new HashMap<>();
        Properties note = new Properties();
        try {
            note.load(new StringReader(route.getNote() == null ? "" : route.getNote()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note.stringPropertyNames().forEach(key -> declared.put(key, note.getProperty(key)));
        if (route.getRouteProperties() != null) {
            for (PropertyDefinition property : route.getRouteProperties()) {
                declared.put(property.getKey(), property.getValue());
            }
        }
        return declared;
    }
}
