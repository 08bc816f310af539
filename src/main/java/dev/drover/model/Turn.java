package dev.drover.model;

import dev.drover.message.Part;
import java.util.List;

/** One contribution to a conversation with a model. */
public sealed interface Turn {
    /**
     * What the model is told by its user.
     *
     * @param parts at least one
     */
    record OfUser(List<Part> parts) implements Turn {
        public OfUser {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What the model said.
     *
     * @param text may be empty where it calls tools
     */
    record OfModel(String text, List<ToolCall> calls) implements Turn {
        public OfModel {
            calls = List.copyOf(calls);
        }
    }

    /** What the tools gave that the turn before called, in the order of those calls. */
    record OfTools(List<ToolResult> results) implements Turn {
        public OfTools {
            results = List.copyOf(results);
        }
    }

    static Turn user(String text) {
        return new OfUser(List.of(Part.text(text)));
    }

    static Turn model(String text) {
        return new OfModel(text, List.of());
    }
}
