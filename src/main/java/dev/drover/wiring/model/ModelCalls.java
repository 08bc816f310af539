package dev.drover.wiring.model;

import dev.drover.agent.CallFailed;
import dev.drover.identity.Caller;
import dev.drover.model.Answer;
import dev.drover.model.ModelFailure;
import dev.drover.model.Spent;
import dev.drover.model.ToolCall;
import dev.drover.model.Transcript;
import dev.drover.model.Turn;
import dev.drover.refusal.Refusal;
import dev.drover.task.Event;
import dev.drover.wiring.work.Turns;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The bean {@code model}: what the routes of agents that are models are made of. Safe for any number of threads. */
public final class ModelCalls {
    /** Turns in which a model may still ask for tools after it was told that there are no more. */
    private static final int PATIENCE = 2;

    private final Map<String, ModelAgent> agents;
    private final Models models;
    private final Conversations conversations;
    private final ModelReplies replies;
    private final Turns journal;
    private final Clock clock;

    ModelCalls(
            Map<String, ModelAgent> agents,
            Models models,
            Conversations conversations,
            ModelReplies replies,
            Turns journal,
            Clock clock) {
        this.agents = Map.copyOf(agents);
        this.models = models;
        this.conversations = conversations;
        this.replies = replies;
        this.journal = journal;
        this.clock = clock;
    }

    /** Begins what this agent says to the message: leaves variable {@code conversation}, and {@code asking} true. */
    public void begin(String name, Exchange exchange) {
        ModelAgent agent = agents.get(name);
        if (agent == null) {
            throw new IllegalStateException("there is no model agent " + name);
        }
        Conversation conversation = conversations.begin(agent, exchange);
        exchange.setVariable("conversation", conversation);
        exchange.setVariable("asking", true);
        leaveCalls(exchange, conversation.transcript());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                conversation.close();
            }
        });
    }

    /** Variable {@code toolCalls} is what is to be called before the model is asked again; absent where nothing is. */
    private static void leaveCalls(Exchange exchange, Transcript transcript) {
        List<ToolCall> pending = transcript.pending();
        if (pending.isEmpty()) {
            exchange.removeVariable("toolCalls");
        } else {
            exchange.setVariable("toolCalls", pending);
        }
    }

    /** Asks for the next turn, when what the last one wanted has been called; without budget the call is over. */
    public void ask(Exchange exchange) throws CallFailed {
        exchange.removeVariable("toolCalls");
        String caller = exchange.getVariable("caller", Caller.class).name();
        try {
            conversation(exchange).ask(models.paidBy(caller, exchange.getVariable("taskId", String.class)));
        } catch (Refusal no) {
            throw CallFailed.overBudget(no.text());
        }
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
        ModelAgent agent = conversation.agent();
        Spent spent = models.spent(agent.name(), agent.settings().model(), answer.usage());
        journal.write(exchange, new Event.ModelAnswered(clock.instant(), Turns.stepOf(exchange), answer.turn(), spent));
        exchange.setVariable("asking", false);
        switch (answer.finish()) {
            case WHOLE -> whole(exchange, conversation, answer.turn());
            case CUT_OFF ->
                end(
                        exchange,
                        "failed",
                        "the answer was cut off at the limit of "
                                + agent.settings().maxOutputTokens() + " output tokens");
            case BLOCKED -> end(exchange, "rejected", "the model does not answer this: " + answer.reason());
        }
    }

    private void whole(Exchange exchange, Conversation conversation, Turn.OfModel turn) {
        if (turn.calls().isEmpty()) {
            exchange.removeVariable("toolCalls");
            exchange.setVariable("asking", !replies.leave(exchange, conversation, turn));
            return;
        }
        for (ToolCall call : turn.calls()) {
            if (conversation.agent().handsOver(call)) {
                exchange.getMessage()
                        .setHeader("AgentHandOver", call.arguments().get("agent"));
                exchange.getMessage().setBody(call.arguments().get("message"));
                return;
            }
        }
        if (conversation.transcript().models() > conversation.agent().toolCalls() + PATIENCE) {
            throw ModelFailure.lasting("the model called tools again and again");
        }
        leaveCalls(exchange, conversation.transcript());
        exchange.setVariable("asking", true);
    }

    private static void end(Exchange exchange, String outcome, String text) {
        exchange.getMessage().setHeader("AgentOutcome", outcome);
        exchange.getMessage().setBody(text);
    }

    private static Conversation conversation(Exchange exchange) {
        return exchange.getVariable("conversation", Conversation.class);
    }
}
