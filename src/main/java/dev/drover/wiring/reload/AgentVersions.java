package dev.drover.wiring.reload;

import dev.drover.agent.Agent;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.wiring.work.AgentRoutes;
import dev.drover.wiring.work.RouteAgents;
import dev.drover.wiring.work.StandIns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of agents' routes. A new one stands beside the old one until the old one's consumer lets go of
 * {@code direct:agent-<name>}; calls that come between wait for the new consumer. The old one goes when the last call
 * inside it has ended. For one thread.
 */
final class AgentVersions {
    static final String SUFFIX = ".camel.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(AgentVersions.class);

    /** A call may have found the old consumer and not have entered its route yet, or pause before its next attempt. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** In milliseconds; only producers use it, and these keep the endpoint that they have. */
    private static final int PATIENCE = 30_000;

    private final ModelCamelContext camel;
    private final RouteAgents agents;
    private final Set<String> configured;
    private final Map<String, String> routes = new HashMap<>();
    private int versions = 1;

    AgentVersions(CamelContext camel, RouteAgents agents, Settings settings) {
        this.camel = (ModelCamelContext) camel;
        this.agents = agents;
        configured = settings.agents();
    }

    /** Takes the agent of this file in place of what it was before; what is thrown says why it is refused. */
    void take(Path file) throws Exception {
        RouteDefinition route = route(file);
        if (route == null) {
            return;
        }
        Agent agent = RouteAgents.agent(route);
        StandIns.checkNew(agent, agents.all());
        if (configured.contains(agent.name())) {
            throw new InvalidSetting("there is an agent " + agent.name() + " in the settings already");
        }
        String before = camel.getRoute(current(agent.name())) == null ? null : current(agent.name());
        versions++;
        String id = RouteAgents.PREFIX + agent.name() + "@" + versions;
        route.setId(id);
        route.setAutoStartup("false");
        // The same consumer key by another URI: Camel starts no second route from an endpoint that has one.
        route.getInput().setUri("direct:" + RouteAgents.PREFIX + agent.name() + "?timeout=" + (PATIENCE + versions));
        if (before != null) {
            renameSteps(before);
        }
        replace(before, route);
        routes.put(agent.name(), id);
        AgentRoutes.guard(camel, agent);
        agents.put(agent);
        LOG.atInfo()
                .addKeyValue("agent", agent.name())
                .addKeyValue("file", file)
                .log(before == null ? "agent added" : "agent changed");
        if (before != null) {
            retire(before);
        }
    }

    /** Lets go of the agent of this file: it is not planned for any more, and what runs runs to its end. */
    void remove(Path file) {
        String name = name(file);
        if (configured.contains(name) || agents.find(name).isEmpty()) {
            return;
        }
        agents.remove(name);
        LOG.atInfo().addKeyValue("agent", name).addKeyValue("file", file).log("agent removed");
        retire(current(name));
    }

    private void replace(@Nullable String before, RouteDefinition route) throws Exception {
        String id = route.getRouteId();
        try {
            camel.addRouteDefinition(route);
            if (before != null) {
                ServiceHelper.suspendService(consumer(before));
            }
            camel.getRouteController().startRoute(id);
        } catch (Exception e) {
            if (camel.getRoute(id) != null) {
                camel.getRouteController().stopRoute(id);
            }
            camel.removeRoute(id);
            camel.removeRouteDefinition(route);
            if (before != null) {
                ServiceHelper.resumeService(consumer(before));
            }
            throw e;
        }
    }

    private Consumer consumer(String routeId) {
        return camel.getRoute(routeId).getConsumer();
    }

    private String current(String name) {
        return routes.getOrDefault(name, RouteAgents.PREFIX + name);
    }

    /** Camel wants the ids of steps to be unique among all its routes: the old version gives them up. */
    @SuppressWarnings("rawtypes") // as Camel gives them
    private void renameSteps(String routeId) {
        RouteDefinition old = camel.getRouteDefinition(routeId);
        Collection<ProcessorDefinition> steps =
                ProcessorDefinitionHelper.filterTypeInOutputs(old.getOutputs(), ProcessorDefinition.class);
        for (ProcessorDefinition step : steps) {
            if (step.hasCustomIdAssigned()) {
                step.setId(step.getId() + "@" + versions);
            }
        }
    }

    private void retire(String routeId) {
        Thread.ofVirtual().name("agent-retire").start(() -> {
            try {
                do {
                    Thread.sleep(GRACE);
                } while (camel.getInflightRepository().size(routeId) > 0 && !camel.isStopping());
                camel.getRouteController().stopRoute(routeId);
                camel.removeRoute(routeId);
            } catch (Exception e) {
                LOG.debug("route {} did not go", routeId, e);
            }
        });
    }

    /** The one route of the file; null for a file in an included folder that holds no agent. */
    private @Nullable RouteDefinition route(Path file) throws Exception {
        List<RouteDefinition> found = new ArrayList<>();
        var resource = ResourceHelper.resolveMandatoryResource(camel, "file:" + file);
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(camel).findRoutesBuilders(resource)) {
            if (builder instanceof RouteBuilder routes) {
                found.addAll(routes.configureRoutes(camel).getRoutes());
            }
        }
        boolean agent = found.stream()
                .anyMatch(route -> String.valueOf(route.getRouteId()).startsWith(RouteAgents.PREFIX));
        Path folder = file.getParent();
        if (!agent && folder != null && !folder.endsWith("agents")) {
            return null;
        }
        String id = RouteAgents.PREFIX + name(file);
        if (found.size() != 1
                || !id.equals(found.getFirst().getRouteId())
                || !("direct:" + id).equals(found.getFirst().getInput().getEndpointUri())) {
            throw new InvalidSetting("the file must hold one route, with the id " + id + ", from direct:" + id);
        }
        return found.getFirst();
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
