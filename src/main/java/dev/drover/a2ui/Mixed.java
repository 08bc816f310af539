package dev.drover.a2ui;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * What a model said, where it may have put forms between the tags {@code <a2ui-json>} and {@code </a2ui-json>}.
 *
 * @param text what is outside of the tags
 * @param blocks what is inside of each, without a fence around it; not known to be JSON
 */
public record Mixed(String text, List<String> blocks) {
    private static final String BEGIN = "<a2ui-json>";
    private static final String END = "</a2ui-json>";

    public Mixed {
        blocks = List.copyOf(blocks);
    }

    /** Splits what was said; a block that does not end goes on to the end of it. */
    public static Mixed of(String said) {
        StringJoiner text = new StringJoiner("\n\n");
        List<String> blocks = new ArrayList<>();
        int from = 0;
        for (int begin = said.indexOf(BEGIN); begin >= 0; begin = said.indexOf(BEGIN, from)) {
            add(said.substring(from, begin), text);
            int end = said.indexOf(END, begin);
            blocks.add(unfenced(said.substring(begin + BEGIN.length(), end < 0 ? said.length() : end)));
            from = end < 0 ? said.length() : end + END.length();
        }
        add(said.substring(from), text);
        return new Mixed(text.toString(), blocks);
    }

    private static void add(String piece, StringJoiner text) {
        String stripped = piece.strip();
        if (!stripped.isEmpty()) {
            text.add(stripped);
        }
    }

    private static String unfenced(String block) {
        String inner = block.strip();
        if (inner.startsWith("```") && inner.endsWith("```") && inner.contains("\n")) {
            inner = inner.substring(inner.indexOf('\n'), inner.length() - "```".length());
        }
        return inner.strip();
    }
}
