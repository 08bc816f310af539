package dev.drover.wiring.model;

import dev.drover.a2ui.Version;
import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.model.SchemaCheck;
import dev.drover.model.ToolCall;
import dev.drover.model.ToolResult;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.wiring.work.Traced;
import dev.drover.wiring.work.Turns;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code tools}: calls what models want called, and tells them how it went. Safe for any number of threads. */
public final class ToolCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);
    private static final int MOST = 64 * 1024;

    private final ToolRoutes tools;
    private final SchemaCheck schemas;
    private final Turns turns;
    private final Clock clock;

    ToolCalls(ToolRoutes tools, SchemaCheck schemas, Turns turns, Clock clock) {
        this.tools = tools;
        this.schemas = schemas;
        this.turns = turns;
        this.clock = clock;
    }

    /** Calls the tool of the call in the body, and journals what it gave; it fails only where the agent's call is over. */
    public void call(Exchange exchange) throws InterruptedException, TimeoutException {
        ToolCall call = exchange.getMessage().getBody(ToolCall.class);
        Conversation conversation = exchange.getVariable("conversation", Conversation.class);
        ToolResult result = result(exchange, call, conversation);
        turns.write(exchange, new Event.ToolAnswered(clock.instant(), Turns.stepOf(exchange), result));
        conversation.transcript().gave(result);
    }

    private ToolResult result(Exchange exchange, ToolCall call, Conversation conversation)
            throws InterruptedException, TimeoutException {
        if (!conversation.agent().tools().contains(call.name())) {
            return ToolResult.error(call, "there is no tool " + call.name());
        }
        if (conversation.transcript().calls() > conversation.agent().toolCalls()) {
            return ToolResult.error(call, "no more tools can be called; answer with what is known");
        }
        ToolRoutes.Declared declared = tools.find(call.name());
        List<String> wrong = schemas.violations(declared.tool().parameters(), call.arguments());
        if (!wrong.isEmpty()) {
            return ToolResult.error(call, String.join("; ", wrong));
        }
        Exchange clean = clean(exchange, call, conversation);
        boolean last = turns.left(exchange).compareTo(declared.timeout()) <= 0;
        try {
            turns.bounded(exchange, declared.timeout(), () -> tools.send(call.name(), clean));
            return clean.getException() == null ? read(call, clean) : failed(call, clean.getException());
        } catch (TimeoutException late) {
            if (last) {
                throw late; // with the time of the agent's call, which is over, too
            }
            return ToolResult.error(
                    call, "it took longer than " + declared.timeout().toMillis() + " ms");
        } catch (InterruptedException | CancellationException over) {
            throw over;
        } catch (Exception e) {
            return failed(call, e);
        }
    }

    /** An exchange with the arguments in the body, and what a tool may know in variables. */
    private static Exchange clean(Exchange exchange, ToolCall call, Conversation conversation) {
        Exchange clean = new DefaultExchange(exchange.getContext(), ExchangePattern.InOut);
        for (String name :
                List.of("message", "messageId", "taskId", "contextId", "data", "history", "caller", "a2ui")) {
            clean.setVariable(name, exchange.getVariable(name));
        }
        Traced.carry(exchange, clean);
        String turn = conversation.transcript().models() + "-" + call.id();
        clean.setVariable("call", exchange.getVariable("call", String.class) + "/" + turn);
        clean.getMessage().setBody(new LinkedHashMap<>(call.arguments()));
        return clean;
    }

    private static ToolResult read(ToolCall call, Exchange clean) {
        Object body = clean.getMessage().getBody();
        Object value =
                switch (body) {
                    case null -> "";
                    case Map<?, ?> map -> map;
                    case List<?> list -> list;
                    case Number number -> number;
                    case Boolean truth -> truth;
                    default -> clean.getMessage().getBody(String.class);
                };
        if (Json.write(value).length() > MOST) {
            return ToolResult.error(call, "the result is larger than " + MOST + " characters");
        }
        return ToolResult.of(call, value);
    }

    private static ToolResult failed(ToolCall call, Throwable cause) {
        LOG.atWarn()
                .addKeyValue("tool", call.name())
                .addKeyValue("cause", cause.getClass().getSimpleName())
                .log("tool failed");
        return ToolResult.error(call, "the tool failed");
    }

    /** Makes the arguments in the body a step for this agent, which {@code direct:call-<agent>} takes. */
    public void ask(String agent, Exchange exchange) {
        Map<?, ?> arguments = exchange.getMessage().getBody(Map.class);
        String[] call = exchange.getVariable("call", String.class).split("/");
        Step step = new Step(call[1] + "." + call[3], agent, String.valueOf(arguments.get("message")), List.of());
        exchange.getMessage().setBody(step);
        exchange.setVariable("assignment", turns.assignment(exchange));
    }

    /** Makes the events of the agent's reply in the body a result. */
    public void answered(Exchange exchange) {
        List<Part> parts = new ArrayList<>();
        String outcome = "answered";
        for (Object event : exchange.getMessage().getBody(List.class)) {
            switch (event) {
                case Event.ArtifactAdded added -> parts.addAll(added.artifact().parts());
                case Event.Replied replied -> {
                    outcome = outcome(replied.reply());
                    parts.addAll(said(replied.reply()));
                }
                default -> {}
            }
        }
        parts.removeIf(Version::marks); // a model has no use for forms that another one drew
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("outcome", outcome);
        result.put("text", Message.textOf(parts));
        Map<String, @Nullable Object> data =
                Message.of("", dev.drover.message.Role.AGENT, parts).data();
        if (!data.isEmpty()) {
            result.put("data", data);
        }
        exchange.getMessage().setBody(result);
    }

    private static String outcome(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> "answered";
            case Reply.InputRequired asked -> "asks";
            case Reply.Declined declined -> "declined";
            case Reply.Unavailable unavailable -> unavailable.missing().word();
            case Reply.HandedOver over -> "handed over to " + over.agent();
        };
    }

    private static List<Part> said(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> answered.parts();
            case Reply.InputRequired asked -> asked.question();
            case Reply.Declined declined -> declined.parts();
            case Reply.Unavailable unavailable -> unavailable.parts();
            case Reply.HandedOver over -> List.of();
        };
    }
}
