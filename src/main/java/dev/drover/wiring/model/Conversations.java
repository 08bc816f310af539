package dev.drover.wiring.model;

import dev.drover.a2ui.Version;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.model.History;
import dev.drover.model.Parameters;
import dev.drover.model.Tool;
import dev.drover.model.Transcript;
import dev.drover.model.Turn;
import dev.drover.task.Event;
import dev.drover.wiring.work.ContextState;
import dev.drover.wiring.work.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Begins conversations, or goes on with them where an earlier attempt, or another replica, left off. */
final class Conversations {
    private final ContextState context;
    private final ToolRoutes tools;
    private final Turns journal;
    private final FormReader forms;

    Conversations(ContextState context, ToolRoutes tools, Turns journal, FormReader forms) {
        this.context = context;
        this.tools = tools;
        this.journal = journal;
        this.forms = forms;
    }

    Conversation begin(ModelAgent agent, Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<Message> history = exchange.getVariable("history", List.class);
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> data = exchange.getVariable("data", Map.class);
        List<Turn> turns = History.with(agent.history().turns(history), said(exchange));
        String instruction = agent.instruction().fill(data, key -> context.get(exchange, key));
        Version version = agent.forms(exchange.getVariable("message", Message.class));
        String whole = version == null ? instruction : instruction + "\n\n" + forms.instruction(version);
        return new Conversation(agent, whole, turns, tools(agent), transcript(exchange, agent), version);
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

    /** What tools have done for this message already. */
    private Transcript transcript(Exchange exchange, ModelAgent agent) {
        Transcript transcript = new Transcript();
        if (agent.tools().isEmpty()) {
            return transcript;
        }
        String step = Turns.stepOf(exchange);
        for (Event event : journal.ofRound(exchange)) {
            switch (event) {
                case Event.ModelAnswered said when said.step().equals(step) -> transcript.said(said.turn());
                case Event.ToolAnswered gave when gave.step().equals(step) -> transcript.gave(gave.result());
                default -> {}
            }
        }
        return transcript;
    }

    private List<Tool> tools(ModelAgent agent) {
        List<Tool> all = new ArrayList<>();
        agent.tools().forEach(name -> all.add(tools.find(name).tool()));
        if (!agent.handOver().isEmpty()) {
            Map<String, String> parameters = Map.of(
                    "parameter.agent", String.join("|", agent.handOver()) + "|; Who goes on",
                    "parameter.message", "string; What that agent is asked",
                    "required", "agent, message");
            all.add(new Tool(
                    ModelAgent.HAND_OVER,
                    "Hands the conversation over to another agent, which answers in your place",
                    Parameters.schema(parameters)));
        }
        return all;
    }
}
