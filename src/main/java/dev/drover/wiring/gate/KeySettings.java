package dev.drover.wiring.gate;

import dev.drover.identity.ApiKey;
import dev.drover.identity.ApiKeys;
import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Role;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings {@code authenticate.keys.<name>.*} as API keys. A plain key is hashed here and nowhere kept. */
final class KeySettings {
    private static final Logger LOG = LoggerFactory.getLogger(KeySettings.class);
    private static final String FAMILY = "authenticate.keys";
    private static final int SHORT = 16;

    private final Settings settings;
    private final String name;

    private KeySettings(Settings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    static ApiKeys read(Settings settings, InstantSource clock) {
        List<ApiKey> keys = new ArrayList<>();
        for (String name : settings.names(FAMILY)) {
            ApiKey key = new KeySettings(settings, name).key();
            if (key != null) {
                keys.add(key);
            }
        }
        return new ApiKeys(keys, clock);
    }

    /** Null for a plain key whose environment variable is not set. */
    private @Nullable ApiKey key() {
        String plain = settings.text(key("key"), "");
        String hash = settings.text(key("hash"), "");
        if (!plain.isEmpty() && !hash.isEmpty()) {
            throw new InvalidSetting(key("key") + " and " + key("hash") + " are both set; set one");
        }
        if (plain.isEmpty() && hash.isEmpty()) {
            return null;
        }
        if (!plain.isEmpty() && plain.length() < SHORT) {
            LOG.warn("the API key {} is shorter than {} characters, so it can be guessed", name, SHORT);
        }
        byte[] hashed = plain.isEmpty() ? settings.parse(key("hash"), "", ApiKey::readHash) : ApiKey.hashOf(plain);
        Reach reach = settings.parse(key("agents"), "*", Reach::of);
        return new ApiKey(name, hashed, new Caller(callerName(), roles(), reach), expires());
    }

    /** A key and the one that comes after it name the same caller, who so keeps what it owns. */
    private String callerName() {
        return settings.parse(key("caller"), name, text -> {
            if (!text.matches("[a-z0-9]+(-[a-z0-9]+)*") || text.equals(Caller.ANONYMOUS.name())) {
                throw new IllegalArgumentException(
                        "made of lower-case letters, digits and dashes, and not " + Caller.ANONYMOUS.name());
            }
            return text;
        });
    }

    private Set<Role> roles() {
        return settings.list(key("roles"), "caller").stream()
                .map(word -> settings.parse(key("roles"), "caller", all -> Role.of(word)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable Instant expires() {
        if (settings.text(key("expires"), "").isEmpty()) {
            return null;
        }
        return settings.parse(key("expires"), "", text -> {
            try {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("a day such as 2027-01-31", e);
            }
        });
    }

    private String key(String setting) {
        return FAMILY + "." + name + "." + setting;
    }
}
