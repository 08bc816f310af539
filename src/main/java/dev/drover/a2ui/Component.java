package dev.drover.a2ui;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something on a surface, in the words of no version. */
public sealed interface Component {
    /** How a text looks. */
    enum Style {
        TITLE,
        BODY,
        CAPTION
    }

    record Text(String text, Style style) implements Component {}

    /** One below the other. */
    record Column(List<Component> children) implements Component {
        public Column {
            children = List.copyOf(children);
        }
    }

    /** With a frame around it. */
    record Card(Component child) implements Component {}

    /**
     * A line to be filled in.
     *
     * @param path where the surface's data has its value, such as {@code /name}
     */
    record Field(String label, String path) implements Component {}

    /**
     * One of several to be chosen.
     *
     * @param path where the surface's data has the chosen one, as a list of one
     * @param options labels by value
     */
    record Choice(String label, String path, Map<String, String> options) implements Component {}

    /**
     * A button that sends an action.
     *
     * @param context what is sent along by name: a text, or a {@link Bound}
     */
    record Button(String label, String action, Map<String, Object> context) implements Component {
        public Button {
            context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
        }
    }

    /** The value at this path of the surface's data, when the button is pressed. */
    record Bound(String path) {}

    static Component title(String text) {
        return new Text(text, Style.TITLE);
    }

    static Component text(String text) {
        return new Text(text, Style.BODY);
    }

    static Component caption(String text) {
        return new Text(text, Style.CAPTION);
    }
}
