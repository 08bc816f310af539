package dev.drover.wiring.gate;

import dev.drover.identity.Caller;
import dev.drover.identity.Role;
import dev.drover.limits.Rate;
import dev.drover.settings.Durations;
import dev.drover.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rate holds for whom, for one kind of request: that of an API key's or trigger's caller, or else of the highest role, or else
 * the one for all. A rate that is absent means none.
 */
record Rates(
        Accounts accounts,
        Map<String, Optional<Rate>> byCaller,
        Map<Role, Optional<Rate>> byRole,
        Optional<Rate> forAll) {

    /**
     * Reads the rates of a kind.
     *
     * @param kind send, read or tokens
     * @param otherwise the rate for all where none is set
     */
    static Rates of(Settings settings, String kind, String otherwise) {
        Map<String, Optional<Rate>> byCaller = new HashMap<>();
        for (String name : settings.names("authenticate.keys")) {
            String family = "authenticate.keys." + name + ".";
            if (isSet(settings, family + kind)) {
                byCaller.put(settings.text(family + "caller", name), read(settings, family + kind, ""));
            }
        }
        for (String name : settings.names("triggers")) {
            String key = "triggers." + name + "." + kind;
            if (isSet(settings, key)) {
                byCaller.put(settings.text("triggers." + name + ".caller", name), read(settings, key, ""));
            }
        }
        Map<Role, Optional<Rate>> byRole = new HashMap<>();
        for (Role role : List.of(Role.OPERATOR, Role.VIEWER)) {
            String key = "throttle." + role + "." + kind;
            if (isSet(settings, key)) {
                byRole.put(role, read(settings, key, ""));
            }
        }
        return new Rates(Accounts.of(settings), byCaller, byRole, read(settings, "throttle." + kind, otherwise));
    }

    Optional<Rate> of(Caller caller) {
        Optional<Rate> own = byCaller.get(account(caller));
        if (own != null) {
            return own;
        }
        for (Role role : List.of(Role.OPERATOR, Role.VIEWER)) {
            Optional<Rate> rate = byRole.get(role);
            if (rate != null && caller.roles().contains(role)) {
                return rate;
            }
        }
        return forAll;
    }

    /** The name under which the caller's use of it is counted. */
    String account(Caller caller) {
        return accounts.of(caller.name());
    }

    /** Whether nobody has one. */
    boolean isNone() {
        return forAll.isEmpty() && byCaller.isEmpty() && byRole.isEmpty();
    }

    private static boolean isSet(Settings settings, String key) {
        return !settings.text(key, "").isEmpty();
    }

    private static Optional<Rate> read(Settings settings, String key, String otherwise) {
        return settings.parse(key, otherwise, Rates::rate);
    }

    static Optional<Rate> rate(String text) {
        if (text.equals("none")) {
            return Optional.empty();
        }
        String[] parts = text.split("/", 2);
        try {
            return Optional.of(new Rate(Long.parseLong(parts[0]), Durations.time(parts[1])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("none, or a rate such as 30/1m", e);
        }
    }
}
