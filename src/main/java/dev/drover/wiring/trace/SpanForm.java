package dev.drover.wiring.trace;

import dev.drover.trace.Span;
import dev.drover.trace.Span.Kind;
import org.apache.camel.Exchange;

/**
 * What the span of a route says, by OpenTelemetry's conventions for HTTP and for generative AI where they have a word.
 *
 * @param key under which the span says whose it is
 */
record SpanForm(String name, Kind kind, String key, String value) {
    private static final String SERVER_ERROR = "5\\d\\d";

    void begin(Span span, Exchange exchange) {
        span.set(key, value);
        switch (key) {
            case "gen_ai.agent.name" -> span.set("gen_ai.operation.name", "invoke_agent");
            case "gen_ai.tool.name" -> span.set("gen_ai.operation.name", "execute_tool");
            default -> {}
        }
        if (kind == Kind.SERVER) {
            span.set("http.request.method", exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "", String.class));
        }
    }

    void end(Span span, Exchange exchange) {
        id(span, exchange, "taskId", "drover.task");
        id(span, exchange, "contextId", "gen_ai.conversation.id");
        id(span, exchange, "call", "drover.call");
        if (kind == Kind.SERVER) {
            answered(span, exchange);
        }
        if (exchange.getException() != null) {
            span.failed(exchange.getException().getClass().getSimpleName());
        }
    }

    private static void id(Span span, Exchange exchange, String variable, String key) {
        if (exchange.getVariable(variable) instanceof String id) {
            span.set(key, id);
        }
    }

    private void answered(Span span, Exchange exchange) {
        if (exchange.getVariable("operation") instanceof String operation) {
            span.name(name + " " + operation);
        }
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        span.set("http.response.status_code", status);
        if (Integer.toString(status).matches(SERVER_ERROR)) {
            span.failed(Integer.toString(status));
        }
    }
}
