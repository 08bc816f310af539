package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of a task as bars in time, made from what its journal tells. A step begins when those before it have replied. */
final class Waterfall {
    private static final int WIDTH = 40;

    /** One bar; {@code to} is the end of what is known where there is no reply yet. */
    private record Bar(String step, String agent, Instant from, Instant to, String result) {}

    private final Instant begin;
    private final Instant end;
    private final List<Bar> bars = new ArrayList<>();

    Waterfall(JsonNode events) {
        begin = at(events.path(0));
        end = at(events.path(events.size() - 1));
        Map<String, JsonNode> replies = new LinkedHashMap<>();
        for (JsonNode event : events) {
            if (event.path("type").asText().equals("replied")) {
                replies.put(event.path("step").asText(), event);
            }
        }
        for (JsonNode event : events) {
            if (event.has("agent")) {
                bars.add(bar(event, replies));
            }
        }
    }

    private Bar bar(JsonNode planned, Map<String, JsonNode> replies) {
        String step = planned.path("step").asText();
        Instant from = at(planned);
        for (JsonNode before : planned.path("after")) {
            JsonNode reply = replies.get(before.asText());
            from = reply == null ? end : latest(from, at(reply));
        }
        JsonNode reply = replies.get(step);
        return new Bar(
                step,
                planned.path("agent").asText(),
                from,
                reply == null ? end : latest(from, at(reply)),
                reply == null ? "no reply" : reply.path("result").asText());
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.path("at").asText());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A line for each step, the whole time of the task from edge to edge. */
    List<String> lines() {
        int names = bars.stream().mapToInt(bar -> bar.step().length()).max().orElse(0);
        long whole = Math.max(1, Duration.between(begin, end).toMillis());
        return bars.stream()
                .map(bar -> {
                    int from = column(bar.from(), whole);
                    int to = Math.max(from + 1, column(bar.to(), whole));
                    return " ".repeat(names - bar.step().length()) + bar.step() + " |" + " ".repeat(from)
                            + "=".repeat(to - from) + " ".repeat(WIDTH + 1 - to) + "| "
                            + Duration.between(bar.from(), bar.to()).toMillis() + " ms  " + bar.result()
                            + (bar.agent().equals(bar.step()) ? "" : "  by " + bar.agent());
                })
                .toList();
    }

    private int column(Instant at, long whole) {
        return (int) (WIDTH * Duration.between(begin, at).toMillis() / whole);
    }
}
