package dev.drover.wiring.model;

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
    private final ModelAgent agent;
    private final String instruction;
    private final List<Turn> turns;
    private final List<Tool> tools;
    private final Transcript transcript;
    private @Nullable AnswerStream stream;
    private @Nullable Answer whole;
    private boolean shown;

    Conversation(ModelAgent agent, String instruction, List<Turn> turns, List<Tool> tools, Transcript transcript) {
        this.agent = agent;
        this.instruction = instruction;
        this.turns = List.copyOf(turns);
        this.tools = List.copyOf(tools);
        this.transcript = transcript;
    }

    ModelAgent agent() {
        return agent;
    }

    /** What tools took part in, from before a crash as well. */
    Transcript transcript() {
        return transcript;
    }

    Prompt prompt() {
        List<Turn> all = new ArrayList<>(turns);
        all.addAll(transcript.turns());
        return new Prompt(agent.settings(), instruction, all, tools);
    }

    /** Asks for the next turn; an answer with a schema has no use in pieces. */
    void ask(Model model) {
        close();
        if (agent.settings().schema() == null) {
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
