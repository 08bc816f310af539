package dev.drover.answer;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a step went.
 *
 * @param name what the answer calls it: its agent, and its id where the agent has several steps
 */
record Outcome(String name, Step step, Reply reply) {
    boolean answered() {
        return reply instanceof Reply.Answered;
    }

    boolean asks() {
        return reply instanceof Reply.InputRequired;
    }

    /** What the agent said with its reply. */
    List<Part> said() {
        return switch (reply) {
            case Reply.Answered answered -> answered.parts();
            case Reply.InputRequired asked -> asked.question();
            case Reply.Declined declined -> declined.parts();
            case Reply.Unavailable unavailable -> unavailable.parts();
            case Reply.HandedOver over -> List.of();
        };
    }

    /** Why it has no answer; empty when it has one. */
    Optional<Missing> missing() {
        return switch (reply) {
            case Reply.Answered answered -> Optional.empty();
            case Reply.InputRequired asked -> Optional.of(Missing.INPUT_REQUIRED);
            case Reply.Declined declined -> Optional.of(Missing.DECLINED);
            case Reply.Unavailable unavailable -> Optional.of(unavailable.missing());
            case Reply.HandedOver over -> Optional.empty();
        };
    }

    /** Why it has no answer, as a clause: {@code calendar did not answer in time}. */
    String absence() {
        if (reply instanceof Reply.InputRequired asked && asked.auth()) {
            return name + " asks for authorization";
        }
        return name + " " + missing().map(Outcome::words).orElse("answered");
    }

    /** {@link #absence} with what the agent itself said of it. */
    String reason() {
        String text = Message.textOf(said()).strip();
        return text.isEmpty() ? absence() : absence() + ": " + text;
    }

    /** What the agent said, its first text behind a lead that names it; the lead alone where it said no text. */
    List<Part> said(String lead) {
        List<Part> parts = new ArrayList<>(said());
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.content() instanceof Part.Content.Text(String text)) {
                Part.Content led = new Part.Content.Text(lead + ": " + text);
                parts.set(i, new Part(led, part.filename(), part.mediaType(), part.metadata()));
                return parts;
            }
        }
        parts.addFirst(Part.text(absence()));
        return parts;
    }

    private static String words(Missing missing) {
        return switch (missing) {
            case DECLINED -> "declined";
            case FAILED -> "failed";
            case TIMED_OUT -> "did not answer in time";
            case BREAKER_OPEN -> "is not called for now, because its last calls failed";
            case OVER_LIMIT -> "is over a limit";
            case CANCELLED -> "was cancelled";
            case INPUT_REQUIRED -> "asks for input";
        };
    }
}
