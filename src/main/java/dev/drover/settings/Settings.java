package dev.drover.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings by key, from {@code application.properties} and, over it, the file that {@code DROVER_CONFIG} names.
 * {@code {{env:NAME:default}}} in a value is replaced from the environment; of {@code NAME|OTHER} the first that is set.
 * Immutable.
 */
public final class Settings {
    /** The prefixes that belong to Drover; a key under them that nothing knows stops the start. */
    private static final Set<String> PREFIXES = Set.of(
            "server",
            "management",
            "routes",
            "store",
            "authenticate",
            "throttle",
            "deduplicate",
            "plan",
            "agents",
            "answer",
            "context",
            "task",
            "reply",
            "cors",
            "tls",
            "gemini",
            "budget",
            "triggers",
            "log",
            "otel",
            "outgoing");

    private static final Pattern ENVIRONMENT = Pattern.compile("\\{\\{env:([A-Za-z0-9_|]+)(?::([^}]*))?}}");
    private static final Pattern AGENT = Pattern.compile("agents\\.([^.]+)\\.([^.]+)");

    /** Keys that hold secrets, which no message and no other reader of the settings gets to see. */
    private static final Pattern SECRET = Pattern.compile(
            "store\\.url|authenticate\\..*\\.(key|client-secret)|agents\\..*\\.(key|token|client-secret|broker|password)"
                    + "|triggers\\..*\\.(url|password)|tls\\.password|otel\\.headers");

    private static final Pattern PASSWORD = Pattern.compile("(?:://[^/@]*:|[?&]password=|^[^=]*=)([^@&]+)");

    private final TreeMap<String, String> values = new TreeMap<>();

    public Settings(Map<String, String> values) {
        this.values.putAll(values);
    }

    /** Reads the files; {@code environment} gives null for a variable that is not set. */
    public static Settings load(Path folder, Function<String, @Nullable String> environment) {
        Map<String, String> values = new TreeMap<>();
        read(folder.resolve("application.properties"), values, environment, false);
        String more = environment.apply("DROVER_CONFIG");
        if (more != null && !more.isBlank()) {
            read(folder.resolve(more), values, environment, true);
        }
        return new Settings(values);
    }

    private static void read(
            Path file, Map<String, String> into, Function<String, @Nullable String> environment, boolean required) {
        if (!Files.exists(file) && !required) {
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSetting("the settings file " + file + " cannot be read");
        }
        for (String key : properties.stringPropertyNames()) {
            into.put(key, resolve(key, properties.getProperty(key).trim(), environment));
        }
    }

    private static String resolve(String key, String value, Function<String, @Nullable String> environment) {
        return ENVIRONMENT.matcher(value).replaceAll(match -> {
            String chosen = Stream.of(match.group(1).split("\\|"))
                    .<@Nullable String>map(environment)
                    .filter(found -> found != null && !found.isEmpty())
                    .findFirst()
                    .orElse(match.group(2));
            if (chosen == null) {
                throw new InvalidSetting(key + " needs the environment variable " + match.group(1));
            }
            return Matcher.quoteReplacement(chosen);
        });
    }

    /** Stops at the first key of Drover's that is not among {@code known}, and names the nearest one that is. */
    public void requireKnown(Set<String> known, Set<String> knownOfAgents) {
        for (String key : values.keySet()) {
            Matcher agent = AGENT.matcher(key);
            boolean fine = agent.matches() ? knownOfAgents.contains(agent.group(2)) : isKnown(key, known);
            if (!fine && PREFIXES.contains(key.split("\\.", 2)[0])) {
                Set<String> candidates = new TreeSet<>();
                known.forEach(candidate -> candidates.add(named(candidate, key)));
                if (agent.matches()) {
                    knownOfAgents.forEach(name -> candidates.add("agents." + agent.group(1) + "." + name));
                }
                throw new InvalidSetting("there is no setting " + key + "; did you mean " + nearest(key, candidates)
                        + "? (docs/operating.md lists them all)");
            }
        }
    }

    private static boolean isKnown(String key, Set<String> known) {
        return known.contains(key)
                || known.stream().anyMatch(candidate -> named(candidate, key).equals(key));
    }

    /** A key such as {@code authenticate.keys.<name>.hash}, with the name that another key has in that place. */
    private static String named(String candidate, String key) {
        int place = candidate.indexOf("<name>");
        if (place < 0 || !key.startsWith(candidate.substring(0, place))) {
            return candidate;
        }
        return candidate.replace("<name>", key.substring(place).split("\\.", 2)[0]);
    }

    private static String nearest(String key, Set<String> candidates) {
        return Collections.min(
                candidates, java.util.Comparator.comparingInt((String candidate) -> Distance.between(key, candidate)));
    }

    public String text(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    public List<String> list(String key, String otherwise) {
        return List.of(text(key, otherwise).split(",")).stream()
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    public Duration time(String key, String otherwise) {
        return parse(key, otherwise, Durations::time);
    }

    public long size(String key, String otherwise) {
        return parse(key, otherwise, Durations::size);
    }

    public int number(String key, int otherwise, int least, int most) {
        return parse(key, Integer.toString(otherwise), text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, like a number out of range
            }
            throw new IllegalArgumentException("a whole number from " + least + " to " + most);
        });
    }

    public boolean truth(String key, String otherwise) {
        return parse(key, otherwise, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        });
    }

    /** The value as {@code parser} reads it; its IllegalArgumentException says what is expected. */
    public <T> T parse(String key, String otherwise, Function<String, T> parser) {
        String text = text(key, otherwise);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            String shown = SECRET.matcher(key).matches() ? "not usable; it" : text + ", but";
            throw new InvalidSetting(key + " is " + shown + " must be " + e.getMessage());
        }
    }

    /** The names of a family of keys, such as those in {@code authenticate.keys.<name>.hash}. */
    public Set<String> names(String family) {
        Set<String> names = new TreeSet<>();
        for (String key : values.tailMap(family + ".").keySet()) {
            if (!key.startsWith(family + ".")) {
                break;
            }
            String name = key.substring(family.length() + 1).split("\\.", 2)[0];
            if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new InvalidSetting(key + " has a name that is not made of lower-case letters, digits and dashes");
            }
            names.add(name);
        }
        return names;
    }

    /** The names of configured agents: those with any {@code agents.<name>.<setting>}. */
    public Set<String> agents() {
        Set<String> names = new TreeSet<>();
        for (String key : values.keySet()) {
            Matcher matcher = AGENT.matcher(key);
            if (matcher.matches()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** The same, but for this value. */
    public Settings with(String key, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(key, value);
        return new Settings(changed);
    }

    /** Everything but secrets, for Camel's own property placeholders. */
    public Properties properties() {
        Properties properties = new Properties();
        values.forEach((key, value) -> {
            if (!SECRET.matcher(key).matches()) {
                properties.put(key, value);
            }
        });
        return properties;
    }

    /** Every secret that is set, for whoever keeps them out of what is written; of a URL also its password. */
    public Set<String> secrets() {
        Set<String> secrets = new TreeSet<>();
        values.forEach((key, value) -> {
            if (SECRET.matcher(key).matches() && !value.isEmpty()) {
                secrets.add(value);
                Matcher password = PASSWORD.matcher(value);
                if (password.find()) {
                    secrets.add(password.group(1));
                }
            }
        });
        return secrets;
    }

    /** The keys alone. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
