package dev.drover.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a conversation that tools took part in: turns of the model that call them, each with what they gave, in
 * whatever order they gave it. For one thread at a time.
 */
public final class Transcript {
    private final List<Turn> turns = new ArrayList<>();
    private final Map<String, ToolResult> results = new LinkedHashMap<>();
    private Turn.@Nullable OfModel open;
    private int models;
    private int calls;

    /** A turn of the model's; one that calls no tool ends the conversation and leaves no trace here. */
    public void said(Turn.OfModel turn) {
        if (turn.calls().isEmpty()) {
            return;
        }
        close();
        open = turn;
        models++;
        calls += turn.calls().size();
    }

    /** What a tool gave that the last turn called. */
    public synchronized void gave(ToolResult result) {
        results.putIfAbsent(result.callId(), result);
    }

    /** The calls of the last turn whose tools have not given anything yet. */
    public synchronized List<ToolCall> pending() {
        return open == null
                ? List.of()
                : open.calls().stream()
                        .filter(call -> !results.containsKey(call.id()))
                        .toList();
    }

    /** All turns, once nothing is pending. */
    public List<Turn> turns() {
        close();
        return List.copyOf(turns);
    }

    /** How many turns of the model called tools. */
    public int models() {
        return models;
    }

    /** How many calls they made. */
    public int calls() {
        return calls;
    }

    private synchronized void close() {
        if (open == null || !pending().isEmpty()) {
            return;
        }
        turns.add(open);
        turns.add(new Turn.OfTools(
                open.calls().stream().map(call -> results.get(call.id())).toList()));
        results.clear();
        open = null;
    }
}
