package dev.drover.model;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a context's past a model gets to see, as turns. The oldest go first.
 *
 * @param messages at most; 0 or more
 * @param tokens at most, by estimate; 0 or more
 */
public record History(int messages, int tokens) {
    /** The latest messages that fit, in order, beginning with one of the user's; neighbours of one role are one turn. */
    public List<Turn> turns(List<Message> past) {
        int first = past.size();
        long left = tokens;
        while (first > 0 && past.size() - first < messages) {
            long size = Tokens.estimate(past.get(first - 1).parts());
            if (size > left) {
                break;
            }
            left -= size;
            first--;
        }
        List<Turn> turns = new ArrayList<>();
        for (Message message : past.subList(first, past.size())) {
            if (message.role() == Role.USER) {
                addUser(message.parts(), turns);
            } else if (!turns.isEmpty()) {
                addModel(message.text(), turns);
            }
        }
        return turns;
    }

    /** The turns with what the user says now. */
    public static List<Turn> with(List<Turn> turns, List<Part> parts) {
        List<Turn> all = new ArrayList<>(turns);
        addUser(parts, all);
        return all;
    }

    private static void addUser(List<Part> parts, List<Turn> turns) {
        List<Part> all = new ArrayList<>();
        if (!turns.isEmpty() && turns.getLast() instanceof Turn.OfUser(List<Part> before)) {
            turns.removeLast();
            all.addAll(before);
        }
        all.addAll(parts);
        turns.add(new Turn.OfUser(all));
    }

    private static void addModel(String text, List<Turn> turns) {
        if (text.isEmpty()) {
            return;
        }
        if (turns.getLast() instanceof Turn.OfModel(String before, List<ToolCall> calls)) {
            turns.removeLast();
            turns.add(new Turn.OfModel(before + "\n" + text, calls));
        } else {
            turns.add(Turn.model(text));
        }
    }
}
