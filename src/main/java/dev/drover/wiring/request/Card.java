package dev.drover.wiring.request;

import dev.drover.a2a.CardFacts;
import dev.drover.a2a.Security;
import dev.drover.agent.Agents;
import dev.drover.settings.Settings;
import java.util.List;

/** What the agent card says now. */
final class Card {
    private final Settings settings;
    private final Agents agents;
    private final List<Security> security;
    private final String version;

    Card(Settings settings, Agents agents, List<Security> security, String version) {
        this.security = security;
        this.version = version;
        this.settings = settings;
        this.agents = agents;
    }

    private String scheme() {
        boolean plain = settings.text("tls.certificate", "").isEmpty()
                && settings.text("tls.keystore", "").isEmpty();
        return plain ? "http" : "https";
    }

    CardFacts facts() {
        String otherwise = scheme() + "://" + settings.text("server.host", "127.0.0.1") + ":"
                + settings.text("server.port", "10010");
        return new CardFacts(
                "Drover",
                "Takes in work, plans which agents do it, and answers with what they made of it",
                version,
                settings.text("server.public-url", otherwise),
                agents.all(),
                security);
    }
}
