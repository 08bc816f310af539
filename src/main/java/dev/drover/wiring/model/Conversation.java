package dev.drover.wiring.model;

import dev.drover.a2ui.Version;
import dev.drover.model.Answer;
import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.Prompt;
import dev.drover.model.Tool;
import dev.drover.model.Transcript;
import dev.drover.model.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt of an agent that is a model: the turns so far, and the one that is coming. For one thread at a time. */
final class Conversation implements AutoCloseable {
    /** Faults that the model is told of at once. */
    private static final int MOST = 20;

    private final ModelAgent agent;
    private final String instruction;
    private final List<Turn> turns;
    private final List<Tool> tools;
    private final Transcript transcript;
    private final @Nullable Version forms;
    private final List<Turn> repair = new ArrayList<>();
    private @Nullable AnswerStream stream;
    private @Nullable Answer whole;
    private boolean shown;

    Conversation(
            ModelAgent agent,
            String instruction,
            List<Turn> turns,
            List<Tool> tools,
            Transcript transcript,
            @Nullable Version forms) {
        this.agent = agent;
        this.instruction = instruction;
        this.turns = List.copyOf(turns);
        this.tools = List.copyOf(tools);
        this.transcript = transcript;
        this.forms = forms;
    }

    ModelAgent agent() {
        return agent;
    }

    /** What tools took part in, from before a crash as well. */
    Transcript transcript() {
        return transcript;
    }

    /** The version in which the model may draw forms; absent where it may not. */
    @Nullable
    Version forms() {
        return forms;
    }

    /** Tells the model what is wrong with what it said, so that it says it again; false where that has been done before. */
    boolean repair(Turn.OfModel said, List<String> violations) {
        if (!repair.isEmpty()) {
            return false;
        }
        repair.add(said);
        repair.add(Turn.user(
                "The form cannot be drawn. Give the whole answer again, text and form, without these faults:\n- "
                        + String.join("\n- ", violations.subList(0, Math.min(MOST, violations.size())))));
        return true;
    }

    Prompt prompt() {
        List<Turn> all = new ArrayList<>(turns);
        all.addAll(transcript.turns());
        all.addAll(repair);
        return new Prompt(agent.settings(), instruction, all, tools);
    }

    /** Asks for the next turn; an answer with a schema, or with forms, has no use in pieces. */
    void ask(Model model) {
        close();
        if (agent.settings().schema() == null && forms == null) {
            stream = model.stream(prompt());
        } else {
            whole = model.answer(prompt());
        }
    }

    /** The next piece of the turn's text; null at its end. */
    @Nullable
    String listen() {
        if (stream == null || !stream.hasNext()) {
            return null;
        }
        shown = true;
        return stream.next();
    }

    /** Takes the turn in that was asked for. */
    Answer turn() {
        Answer answer = stream != null ? stream.answer() : whole;
        if (answer == null) {
            throw new IllegalStateException("no turn was asked for");
        }
        transcript.said(answer.turn());
        return answer;
    }

    /** Whether a piece has been shown. */
    boolean shown() {
        return shown;
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
        stream = null;
        whole = null;
    }
}
