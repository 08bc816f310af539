package dev.drover.wiring.request;

import dev.drover.a2a.CardFacts;
import dev.drover.a2a.Extension;
import dev.drover.a2a.Security;
import dev.drover.a2ui.Version;
import dev.drover.agent.Agents;
import dev.drover.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
                security,
                offered());
    }

    /** The versions of A2UI that an agent answers in: it has their media type among its output modes. */
    private List<Extension> offered() {
        return Arrays.stream(Version.values())
                .filter(version -> agents.all().stream()
                        .anyMatch(agent -> agent.outputModes().contains(version.mediaType())))
                .map(version -> new Extension(
                        version.uri(),
                        "Answers with forms and cards of A2UI " + version.word(),
                        List.of(version.catalog())))
                .toList();
    }

    /** The URIs of the extensions on the card. */
    Set<String> extensions() {
        return offered().stream().map(Extension::uri).collect(Collectors.toUnmodifiableSet());
    }
}
