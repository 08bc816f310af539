package dev.drover.wiring.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drover.a2ui.Version;
import dev.drover.message.Part;
import dev.drover.model.ModelFailure;
import dev.drover.model.SchemaCheck;
import dev.drover.model.Turn;
import dev.drover.task.Event;
import dev.drover.wiring.work.ContextState;
import dev.drover.wiring.work.Turns;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Makes what a model said the reply of its agent: text, data by a schema, or text with forms. */
record ModelReplies(SchemaCheck schemas, FormReader forms, ContextState context, Turns journal, Clock clock) {
    private static final String WITHOUT_FORM = "(A form was meant to be here, but it cannot be drawn.)";

    /** Leaves the reply of a turn that calls nothing; false where the model is to give that turn again. */
    boolean leave(Exchange exchange, Conversation conversation, Turn.OfModel turn) {
        if (turn.text().isBlank()) {
            throw ModelFailure.passing("the model said nothing", null);
        }
        Map<String, @Nullable Object> schema = conversation.agent().settings().schema();
        Version version = conversation.forms();
        if (schema != null) {
            exchange.getMessage().setBody(List.of(Part.data(data(turn.text(), schema))));
        } else if (version != null) {
            return drawn(exchange, conversation, turn, version);
        } else if (conversation.shown()) {
            exchange.getMessage().setBody(List.of(Part.text("")));
            exchange.getMessage().setHeader("AgentAppend", true);
            exchange.getMessage().setHeader("AgentLastChunk", true);
        } else {
            exchange.getMessage().setBody(turn.text());
        }
        remember(exchange, conversation, turn.text());
        return true;
    }

    private boolean drawn(Exchange exchange, Conversation conversation, Turn.OfModel turn, Version version) {
        FormReader.Said said = forms.read(version, turn.text());
        boolean faulty = !said.violations().isEmpty();
        if (faulty && conversation.repair(turn, said.violations())) {
            return false;
        }
        List<Part> parts = new ArrayList<>();
        if (!said.text().isEmpty()) {
            parts.add(Part.text(said.text()));
        }
        parts.addAll(said.forms());
        if (faulty) {
            parts.add(Part.text(WITHOUT_FORM));
            String fault = said.violations().getFirst();
            journal.write(exchange, new Event.Note(clock.instant(), "a form was left out: " + fault));
        }
        exchange.getMessage().setBody(parts);
        remember(exchange, conversation, said.text());
        return true;
    }

    private void remember(Exchange exchange, Conversation conversation, String text) {
        if (!conversation.agent().remember().isEmpty()) {
            context.put(exchange, conversation.agent().remember(), text);
        }
    }

    private @Nullable Object data(String text, Map<String, @Nullable Object> schema) {
        try {
            Object data = Json.value(text);
            if (schemas.violations(schema, data).isEmpty()) {
                return data;
            }
        } catch (JsonProcessingException e) {
            // told below, like JSON of another form
        }
        throw ModelFailure.passing("the model's answer does not follow the schema that it has to", null);
    }
}
