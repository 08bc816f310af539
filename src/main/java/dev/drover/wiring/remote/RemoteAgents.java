package dev.drover.wiring.remote;

import dev.drover.a2ui.Version;
import dev.drover.adapter.a2aclient.Ask;
import dev.drover.adapter.a2aclient.RemoteCall;
import dev.drover.agent.Agent;
import dev.drover.agent.CallFailed;
import dev.drover.agent.CallSettings;
import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.wiring.work.RouteAgents;
import dev.drover.wiring.work.Running;
import dev.drover.wiring.work.Showing;
import dev.drover.wiring.work.Traced;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The bean {@code remote-agents}: calls agents that speak A2A. Safe for any number of threads. */
public final class RemoteAgents {
    private final Map<String, Remote> remotes;
    private final RouteAgents agents;
    private final Links links;
    private final Showing showing;
    private final Running running;
    private final Clock clock;

    RemoteAgents(
            Map<String, Remote> remotes,
            RouteAgents agents,
            Links links,
            Showing showing,
            Running running,
            Clock clock) {
        this.remotes = Map.copyOf(remotes);
        this.agents = agents;
        this.links = links;
        this.showing = showing;
        this.running = running;
        this.clock = clock;
    }

    /** Calls the agent for the step of this exchange; the body becomes its reply. */
    public void call(Exchange exchange, String name) throws CallFailed, InterruptedException {
        Remote remote = Optional.ofNullable(remotes.get(name))
                .orElseThrow(() -> new IllegalStateException("no agent " + name + " is configured with kind = a2a"));
        CallId id = CallId.of(exchange.getVariable("call", String.class));
        BooleanSupplier lost = running.lost(id.taskId());
        try {
            Journaled shown = new Journaled(exchange, name, id, links, showing);
            RemoteCall call = remote.agent().call(ask(exchange, name, id), shown);
            exchange.getMessage().setBody(run(call, lost));
        } catch (CallFailed failed) {
            remote.agent().doubtCard();
            throw failed;
        }
    }

    private static Reply run(RemoteCall call, BooleanSupplier lost) throws CallFailed, InterruptedException {
        try {
            return call.run();
        } catch (InterruptedException e) {
            if (lost.getAsBoolean()) {
                call.close(); // another replica goes on with the agent's task
            } else {
                Thread.ofVirtual().name("a2a-cancel").start(call::cancel);
            }
            throw e;
        } catch (RuntimeException e) {
            call.close();
            throw e;
        }
    }

    private Ask ask(Exchange exchange, String name, CallId id) {
        Optional<Links.Link> link = links.find(name, id);
        boolean begun = link.filter(known -> known.round() == id.round()).isPresent();
        Instant deadline = exchange.getVariable("deadline", Instant.class);
        return new Ask(
                message(exchange, name, id, link.orElse(null)),
                begun ? link.get().taskId() : null,
                id.text(),
                Duration.between(clock.instant(), deadline),
                agents.find(name)
                        .map(Agent::calls)
                        .map(CallSettings::idempotent)
                        .orElse(false),
                headers(exchange));
    }

    /** The trace goes on, and so does what the caller can draw. */
    private static Map<String, String> headers(Exchange exchange) {
        Map<String, String> headers = new HashMap<>(Traced.headers(exchange));
        Version.of(exchange.getVariable("message", Message.class).extensions())
                .ifPresent(version -> headers.put("A2A-Extensions", version.uri()));
        return headers;
    }

    /** The caller's message with the step's input as its text, for the agent's own task or context. */
    private Message message(Exchange exchange, String name, CallId id, Links.@Nullable Link link) {
        Message asked = exchange.getVariable("message", Message.class);
        String input = exchange.getMessage().getBody(String.class);
        List<Part> parts = asked.parts();
        if (!asked.text().equals(input)) {
            parts = new ArrayList<>();
            parts.add(Part.text(input));
            asked.parts().stream()
                    .filter(part -> !(part.content() instanceof Part.Content.Text))
                    .forEach(parts::add);
        }
        Message known = asked.without("agents"); // they name agents of ours
        Caller caller = exchange.getVariable("caller", Caller.class);
        String contextId = links.context(name, caller, exchange.getVariable("contextId", String.class))
                .orElse(null);
        String taskId = link == null ? null : link.taskId();
        return new Message(
                id.text(), Role.USER, parts, contextId, taskId, known.metadata(), known.extensions(), List.of());
    }
}
