package dev.drover.wiring.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.model.Answer;
import dev.drover.model.History;
import dev.drover.model.Model;
import dev.drover.model.ModelFailure;
import dev.drover.model.Spent;
import dev.drover.model.Turn;
import dev.drover.task.Event;
import dev.drover.task.Journal;
import dev.drover.wiring.work.ContextState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/** The bean {@code model}: what the routes of agents that are models are made of. Safe for any number of threads. */
public final class ModelCalls {
    private final Map<String, ModelAgent> agents;
    private final Model model;
    private final ContextState context;
    private final Journal journal;
    private final Clock clock;

    ModelCalls(Map<String, ModelAgent> agents, Model model, ContextState context, Journal journal, Clock clock) {
        this.agents = Map.copyOf(agents);
        this.model = model;
        this.context = context;
        this.journal = journal;
        this.clock = clock;
    }

    /** Begins what this agent says to the message: leaves variable {@code conversation}, and {@code asking} true. */
    public void begin(String name, Exchange exchange) {
        ModelAgent agent = agents.get(name);
        if (agent == null) {
            throw new IllegalStateException("there is no model agent " + name);
        }
        @SuppressWarnings("unchecked")
        List<Message> history = exchange.getVariable("history", List.class);
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> data = exchange.getVariable("data", Map.class);
        List<Turn> turns = History.with(agent.history().turns(history), said(exchange));
        String instruction = agent.instruction().fill(data, key -> context.get(exchange, key));
        Conversation conversation = new Conversation(agent, instruction, turns);
        exchange.setVariable("conversation", conversation);
        exchange.setVariable("asking", true);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                conversation.close();
            }
        });
    }

    /** The step's input, and what the message holds beside text. */
    private static List<Part> said(Exchange exchange) {
        List<Part> parts = new ArrayList<>();
        String input = exchange.getMessage().getBody(String.class);
        if (!input.isEmpty()) {
            parts.add(Part.text(input));
        }
        exchange.getVariable("message", Message.class).parts().stream()
                .filter(part -> !(part.content() instanceof Part.Content.Text))
                .forEach(parts::add);
        return parts.isEmpty() ? List.of(Part.text("")) : parts;
    }

    /** Asks for the next turn. */
    public void ask(Exchange exchange) {
        conversation(exchange).ask(model);
    }

    /** Waits for a piece of the turn: a chunk of the answer in body and headers, if variable {@code speaking} is true. */
    public void listen(Exchange exchange) {
        Conversation conversation = conversation(exchange);
        boolean append = conversation.shown();
        String piece = conversation.listen();
        exchange.setVariable("speaking", piece != null);
        if (piece != null) {
            exchange.getMessage().setBody(piece);
            exchange.getMessage().setHeader("AgentAppend", append);
            exchange.getMessage().setHeader("AgentLastChunk", false);
        }
    }

    /** Journals the turn, and leaves the reply; variable {@code asking} says whether there is a next one. */
    public void turn(Exchange exchange) {
        Conversation conversation = conversation(exchange);
        Answer answer = conversation.turn();
        Spent spent = new Spent(conversation.agent().settings().model(), answer.usage(), null);
        String step = exchange.getVariable("call", String.class).split("/")[1];
        journal.change(
                exchange.getVariable("taskId", String.class),
                task -> task.state().atRest()
                        ? List.of()
                        : List.of(new Event.ModelAnswered(clock.instant(), step, answer.turn(), spent)));
        exchange.setVariable("asking", false);
        switch (answer.finish()) {
            case WHOLE -> reply(exchange, conversation, answer.turn().text());
            case CUT_OFF ->
                end(
                        exchange,
                        "failed",
                        "the answer was cut off at the limit of "
                                + conversation.agent().settings().maxOutputTokens() + " output tokens");
            case BLOCKED -> end(exchange, "rejected", "the model does not answer this: " + answer.reason());
        }
    }

    private void reply(Exchange exchange, Conversation conversation, String text) {
        if (text.isBlank()) {
            throw ModelFailure.passing("the model said nothing", null);
        }
        if (!conversation.agent().remember().isEmpty()) {
            context.put(exchange, conversation.agent().remember(), text);
        }
        if (conversation.agent().settings().schema() != null) {
            exchange.getMessage().setBody(List.of(Part.data(data(text))));
        } else if (conversation.shown()) {
            exchange.getMessage().setBody(List.of(Part.text("")));
            exchange.getMessage().setHeader("AgentAppend", true);
            exchange.getMessage().setHeader("AgentLastChunk", true);
        } else {
            exchange.getMessage().setBody(text);
        }
    }

    private static @Nullable Object data(String text) {
        try {
            return Json.value(text);
        } catch (JsonProcessingException e) {
            throw ModelFailure.passing("the model's answer is not the JSON that it had to be", null);
        }
    }

    private static void end(Exchange exchange, String outcome, String text) {
        exchange.getMessage().setHeader("AgentOutcome", outcome);
        exchange.getMessage().setBody(text);
    }

    private static Conversation conversation(Exchange exchange) {
        return exchange.getVariable("conversation", Conversation.class);
    }
}
