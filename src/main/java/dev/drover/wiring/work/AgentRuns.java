package dev.drover.wiring.work;

import dev.drover.a2ui.Action;
import dev.drover.a2ui.Version;
import dev.drover.agent.Agent;
import dev.drover.message.Message;
import dev.drover.task.Event;
import dev.drover.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultExchange;

/**
 * Runs agents' routes: each run on an exchange of its own, in a place of the agent's limit, on a thread that is interrupted
 * when its time is up. Safe for any number of threads.
 */
final class AgentRuns {
    private final Clock clock;
    private final Map<String, Producer> producers = new ConcurrentHashMap<>();
    private final Map<String, CallLimit> limits = new ConcurrentHashMap<>();

    AgentRuns(Clock clock) {
        this.clock = clock;
    }

    /** Runs the agent once; the events of its reply. */
    List<Event> reply(Exchange exchange, StepCall call) throws Exception {
        Exchange clean = clean(exchange, call);
        run(call, clean);
        return read(call, clean);
    }

    /** The events of the reply that a run left. */
    List<Event> read(StepCall call, Exchange clean) throws Exception {
        return AgentReplies.read(clean.getMessage(), call.assignment().task(), call.step(), clock.instant());
    }

    void run(StepCall call, Exchange clean) throws Exception {
        CallLimit limit = limits.computeIfAbsent(call.agent().name(), name -> Guards.limit(clean.getContext(), name));
        Attempt attempt = new Attempt(() -> send(clean, call.agent()));
        Duration left = call.left(clock.instant());
        try (CallLimit.Place place = limit.enter()) {
            call.assignment().begin(attempt);
            try {
                attempt.run(left.isNegative() ? Duration.ZERO : left);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TimeoutException) {
                    place.tells();
                }
                throw e.getCause() instanceof Exception cause ? cause : e;
            } finally {
                call.assignment().end(attempt);
            }
            if (clean.getException() != null) {
                throw clean.getException();
            }
            place.tells();
        }
    }

    private void send(Exchange clean, Agent agent) throws Exception {
        Producer producer = producers.computeIfAbsent(agent.name(), name -> producer(clean, name));
        producer.process(clean);
    }

    private static Producer producer(Exchange clean, String agent) {
        try {
            Producer producer =
                    clean.getContext().getEndpoint("direct:agent-" + agent).createProducer();
            producer.start();
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException("agent " + agent + " cannot be called", e);
        }
    }

    /** An exchange with the contract's variables and nothing else, so that an agent can overwrite nothing of ours. */
    static Exchange clean(Exchange exchange, StepCall call) {
        Task task = call.assignment().task();
        Message request = task.request();
        Exchange clean = new DefaultExchange(exchange.getContext(), ExchangePattern.InOut);
        clean.getMessage().setBody(call.input());
        clean.setProperty(AgentReplies.MOST, call.agent().calls().maxAnswer());
        clean.setVariable("message", request);
        clean.setVariable("messageId", request.id());
        clean.setVariable("taskId", task.id());
        clean.setVariable("contextId", task.contextId());
        clean.setVariable("data", Action.in(request).map(Action::data).orElseGet(request::data));
        Version.of(request.extensions()).ifPresent(version -> clean.setVariable("a2ui", version.word()));
        clean.setVariable("history", call.history());
        clean.setVariable("caller", task.owner());
        clean.setVariable("call", call.id());
        clean.setVariable("deadline", call.deadline());
        Traced.leave(clean, Traced.left(exchange));
        Traced.carry(exchange, clean);
        return clean;
    }
}
