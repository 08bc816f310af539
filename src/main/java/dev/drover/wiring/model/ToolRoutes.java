package dev.drover.wiring.model;

import dev.drover.agent.Agent;
import dev.drover.agent.Agents;
import dev.drover.model.Parameters;
import dev.drover.model.Tool;
import dev.drover.settings.Durations;
import dev.drover.settings.InvalidSetting;
import dev.drover.wiring.work.RouteNote;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** The tools that agents list: routes from {@code direct:tool-<name>}, and for agents that are tools a route each. */
public final class ToolRoutes extends MainListenerSupport {
    private static final Map<String, @Nullable Object> QUESTION =
            Parameters.schema(Map.of("parameter.message", "string; What it is asked", "required", "message"));

    private final Collection<ModelAgent> users;
    private final Agents agents;
    private volatile Map<String, Declared> tools = Map.of();
    private volatile @Nullable ProducerTemplate producers;

    /** A tool and how long it may take. */
    record Declared(Tool tool, Duration timeout) {}

    ToolRoutes(Collection<ModelAgent> users, Agents agents) {
        this.users = users;
        this.agents = agents;
    }

    Declared find(String name) {
        Declared tool = tools.get(name);
        if (tool == null) {
            throw new IllegalStateException("there is no tool " + name);
        }
        return tool;
    }

    void send(String name, Exchange exchange) {
        Objects.requireNonNull(producers, "tools are called once Camel runs").send("direct:tool-" + name, exchange);
    }

    /** Route files are loaded, and the guards of all agents are made. */
    @Override
    public void beforeStart(BaseMainSupport main) {
        ModelCamelContext camel = (ModelCamelContext) main.getCamelContext();
        Map<String, Declared> found = new HashMap<>();
        for (ModelAgent user : users) {
            for (String name : user.tools()) {
                if (!found.containsKey(name)) {
                    found.put(name, declared(camel, user, name));
                }
            }
            for (String name : user.handOver()) {
                if (agents.find(name).isEmpty()) {
                    throw new InvalidSetting(
                            "agents." + user.name() + ".hand-over names " + name + ", which is no agent");
                }
            }
        }
        tools = Map.copyOf(found);
        producers = camel.createProducerTemplate();
    }

    private Declared declared(ModelCamelContext camel, ModelAgent user, String name) {
        RouteDefinition route = camel.getRouteDefinition("tool-" + name);
        if (route != null) {
            return declared(route, name);
        }
        Agent agent = agents.find(name)
                .orElseThrow(() -> new InvalidSetting("agents." + user.name() + ".tools names " + name
                        + ", but there is neither a route tool-" + name + " nor an agent " + name));
        try {
            camel.addRouteFromTemplate("tool-" + name, "tool-agent", Map.of("agent", name));
        } catch (Exception e) {
            throw new IllegalStateException("the route of the tool " + name + " cannot be made", e);
        }
        return new Declared(
                new Tool(name, agent.description(), QUESTION), agent.calls().timeout());
    }

    private static Declared declared(RouteDefinition route, String name) {
        Map<String, String> note = RouteNote.of(route);
        String description = route.getDescriptionText() == null ? name : route.getDescriptionText();
        try {
            return new Declared(
                    new Tool(name, description, Parameters.schema(note)),
                    Durations.time(note.getOrDefault("timeout", "10s")));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("the note of tool-" + name + " is wrong: " + e.getMessage());
        }
    }
}
