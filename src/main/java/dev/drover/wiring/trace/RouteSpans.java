package dev.drover.wiring.trace;

import dev.drover.trace.Span.Kind;
import dev.drover.trace.Traces;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.NamedRoute;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.jspecify.annotations.Nullable;

/** Makes each run of a route a span, but for what runs all the time: timers, probes, and what agents show. */
final class RouteSpans implements RoutePolicyFactory {
    private static final Set<String> LEFT_OUT = Set.of("health", "artifact", "progress");

    private final Traces traces;

    RouteSpans(Traces traces) {
        this.traces = traces;
    }

    @Override
    public @Nullable RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode node) {
        String from = ((NamedRoute) node).getEndpointUrl();
        if (LEFT_OUT.contains(routeId) || from.startsWith("timer:")) {
            return null;
        }
        return new RouteSpan(traces, form(routeId, from), !from.startsWith("direct:"));
    }

    /** What a route is in a trace follows from its id, of which each kind has its own beginning, and from its door. */
    private static SpanForm form(String routeId, String from) {
        int dash = routeId.indexOf('-');
        String rest = routeId.substring(dash + 1).replaceFirst("@\\d+$", "");
        return switch (routeId.substring(0, Math.max(0, dash))) {
            case "call" -> new SpanForm("step " + rest, Kind.INTERNAL, "drover.agent", rest);
            case "agent" -> new SpanForm("invoke_agent " + rest, Kind.CLIENT, "gen_ai.agent.name", rest);
            case "tool" -> new SpanForm("execute_tool " + rest, Kind.INTERNAL, "gen_ai.tool.name", rest);
            case "trigger" -> new SpanForm(routeId, Kind.CONSUMER, "drover.trigger", rest);
            case "send" -> new SpanForm(routeId, Kind.PRODUCER, "drover.trigger", rest);
            default ->
                new SpanForm(
                        routeId,
                        from.startsWith("platform-http:") ? Kind.SERVER : Kind.INTERNAL,
                        "drover.stage",
                        routeId);
        };
    }
}
