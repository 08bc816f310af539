package dev.drover.wiring.work;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** The bean {@code agent-headers}: keeps {@code Agent*} headers of HTTP services from speaking for the agent that calls them. */
public final class AgentHeaders extends HttpHeaderFilterStrategy {
    AgentHeaders() {
        setInFilterPattern("(?i)agent.*");
    }
}
