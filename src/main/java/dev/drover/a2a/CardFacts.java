package dev.drover.a2a;

import dev.drover.agent.Agent;
import java.util.List;

/**
 * What the agent card tells.
 *
 * @param version Drover's own, not the protocol's
 * @param url absolute; where both bindings are reached
 * @param agents each is a skill
 * @param security alternatives, one of which a caller needs; empty when anybody may call
 */
public record CardFacts(
        String name,
        String description,
        String version,
        String url,
        List<Agent> agents,
        List<Security> security,
        List<Extension> extensions) {
    public CardFacts {
        extensions = List.copyOf(extensions);
        agents = List.copyOf(agents);
        security = List.copyOf(security);
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
    }
}
