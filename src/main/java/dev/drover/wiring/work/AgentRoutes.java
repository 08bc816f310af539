package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.util.Map;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Makes the routes of configured agents, and the guard of every agent, once the route files are loaded. */
public final class AgentRoutes extends MainListenerSupport {
    private final Settings settings;
    private final RouteAgents agents;

    public AgentRoutes(Settings settings, RouteAgents agents) {
        this.settings = settings;
        this.agents = agents;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        ModelCamelContext camel = (ModelCamelContext) main.getCamelContext();
        try {
            for (String name : settings.agents()) {
                configure(camel, name);
            }
            agents.read(camel.getRouteDefinitions());
            StandIns.check(agents.all());
            for (Agent agent : agents.all()) {
                guard(camel, agent);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the routes of the agents cannot be made", e);
        }
    }

    /** Makes the guard of an agent; one that is there outlives the agent's versions, and takes what they say. */
    public static void guard(ModelCamelContext camel, Agent agent) throws Exception {
        String id = "call-" + agent.name();
        if (camel.getRouteDefinition(id) == null) {
            Guards.bind(camel, agent);
            camel.addRouteFromTemplate(id, "call", Map.of("agent", agent.name()));
        } else {
            Guards.change(camel, agent);
        }
    }

    private void configure(ModelCamelContext camel, String name) throws Exception {
        String key = "agents." + name + ".";
        String kind = settings.text(key + "kind", "");
        switch (kind) {
            case "gemini" -> camel.addRouteFromTemplate("agent-" + name, "agent-gemini", Map.of("agent", name));
            case "a2a" -> camel.addRouteFromTemplate("agent-" + name, "agent-a2a", Map.of("agent", name));
            case "uri" -> endpoint(camel, name, key);
            default ->
                throw new InvalidSetting(
                        key + "kind is " + (kind.isEmpty() ? "missing" : kind) + ", but must be a2a, gemini or uri");
        }
        KindSettings.check(settings, name);
        RouteDefinition route = camel.getRouteDefinition("agent-" + name);
        route.setDescription(settings.text(key + "description", name));
        AgentNote.KEYS.stream()
                .filter(setting -> !settings.text(key + setting, "").isEmpty())
                .forEach(setting -> route.routeProperty(setting, settings.text(key + setting, "")));
    }

    private void endpoint(ModelCamelContext camel, String name, String key) throws Exception {
        String uri = settings.text(key + "uri", "");
        if (uri.isEmpty()) {
            throw new InvalidSetting(key + "uri is missing: the endpoint that answers");
        }
        String[] parts = uri.split(":(queue:)?", 2);
        switch (parts[0]) {
            case "amqp" ->
                camel.addRouteFromTemplate("agent-" + name, "agent-amqp", Map.of("agent", name, "queue", parts[1]));
            case "kafka" ->
                camel.addRouteFromTemplate(
                        "agent-" + name,
                        "agent-kafka",
                        Map.of("agent", name, "topic", parts[1], "brokers", settings.text(key + "broker", "")));
            default ->
                camel.addRouteFromTemplate("agent-" + name, "agent-uri", Map.of("agent", name, "uri", unbuffered(uri)));
        }
    }

    /** An HTTP answer is read no further than {@code max-answer}, an error not at all; Camel would take all of it into memory. */
    private static String unbuffered(String uri) {
        return uri.matches("https?:.*")
                ? uri + (uri.contains("?") ? "&" : "?") + "disableStreamCache=true&throwExceptionOnFailure=false"
                : uri;
    }
}
