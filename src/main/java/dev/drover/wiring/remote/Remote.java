package dev.drover.wiring.remote;

import dev.drover.a2a.RemoteCard;
import dev.drover.adapter.a2aclient.A2aAgent;
import dev.drover.adapter.a2aclient.A2aAgents;
import dev.drover.adapter.a2aclient.Address;
import dev.drover.adapter.a2aclient.Credentials;
import dev.drover.agent.Described;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One configured agent of {@code kind = a2a}. */
record Remote(String name, A2aAgent agent) {
    private static final int MOST = 100;
    private static final int LONGEST = 2000;

    /** The agent of the settings {@code agents.<name>.*}. */
    static Remote of(String name, Settings settings, A2aAgents agents) {
        String key = "agents." + name + ".";
        Credentials credentials = credentials(key, settings);
        long maxAnswer = settings.size(key + "max-answer", "10MB");
        Address address =
                settings.parse(key + "url", "", text -> new Address(URI.create(text), credentials, maxAnswer));
        return new Remote(name, agents.at(address));
    }

    private static Credentials credentials(String key, Settings settings) {
        List<Credentials> given = new ArrayList<>();
        String apiKey = settings.text(key + "key", "");
        if (!apiKey.isEmpty()) {
            given.add(new Credentials.ApiKey(settings.text(key + "key-header", "X-API-Key"), apiKey));
        }
        String token = settings.text(key + "token", "");
        if (!token.isEmpty()) {
            given.add(new Credentials.Bearer(token));
        }
        if (!settings.text(key + "token-url", "").isEmpty()) {
            given.add(new Credentials.ClientCredentials(
                    settings.parse(
                            key + "token-url", "", text -> new Address(URI.create(text), new Credentials.None(), 0)
                                    .url()),
                    required(key + "client-id", settings),
                    required(key + "client-secret", settings),
                    settings.text(key + "scope", "")));
        }
        if (given.size() > 1) {
            throw new InvalidSetting(key + "key, " + key + "token and " + key + "token-url are three ways to"
                    + " authenticate; set one of them");
        }
        return given.isEmpty() ? new Credentials.None() : given.getFirst();
    }

    private static String required(String key, Settings settings) {
        String text = settings.text(key, "");
        if (text.isEmpty()) {
            throw new InvalidSetting(key + " is missing");
        }
        return text;
    }

    /** The card as the planner and our own card take it: all skills in one. */
    static Described described(RemoteCard card) {
        String skills = card.skills().stream()
                .map(skill -> skill.name() + ": " + skill.description())
                .collect(Collectors.joining("; "));
        String description = Stream.of(card.description(), skills)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
        return new Described(
                description.length() > LONGEST ? description.substring(0, LONGEST) : description,
                all(card.skills().stream().flatMap(skill -> skill.tags().stream())),
                all(card.skills().stream().flatMap(skill -> skill.examples().stream())),
                all(card.inputModes().stream()),
                all(card.outputModes().stream()));
    }

    private static List<String> all(Stream<String> texts) {
        return texts.filter(text -> !text.isBlank()).distinct().limit(MOST).toList();
    }
}
