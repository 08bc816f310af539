package dev.drover.agent;

import dev.drover.message.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a step ended. Artifacts are journaled beside the reply, not in it. */
public sealed interface Reply {
    /**
     * The agent did its work.
     *
     * @param parts what it said beside its artifacts; may be empty
     * @param direct whether it asks for a direct Message in place of a task
     */
    record Answered(List<Part> parts, boolean direct) implements Reply {
        public Answered {
            parts = List.copyOf(parts);
        }
    }

    /** The agent asks the caller for something: input, or (auth) credentials given out of band. */
    record InputRequired(List<Part> question, boolean auth) implements Reply {
        public InputRequired {
            question = List.copyOf(question);
        }
    }

    /** The agent will not do this. */
    record Declined(List<Part> parts) implements Reply {
        public Declined {
            parts = List.copyOf(parts);
        }
    }

    /**
     * There is no answer and there will be none.
     *
     * @param parts what the agent itself said of it; mostly empty
     */
    record Unavailable(Missing missing, List<Part> parts) implements Reply {
        public Unavailable {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Another agent goes on with it, in a step of its own: this one counts no more.
     *
     * @param step the other agent's step
     * @param because why this one gave no reply, so that the other one stands in; absent where it handed over itself
     */
    record HandedOver(String agent, String step, @Nullable Missing because) implements Reply {}

    static Reply answered() {
        return new Answered(List.of(), false);
    }

    static Reply unavailable(Missing missing) {
        return new Unavailable(missing, List.of());
    }
}
