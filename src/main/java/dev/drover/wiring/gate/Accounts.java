package dev.drover.wiring.gate;

import dev.drover.settings.Settings;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Under which name limits and budgets count a caller: its own, but for everybody below a trigger's caller the trigger's
 * caller. Whoever writes to a queue makes up the names there, and must not get more by it.
 *
 * @param triggers the callers of triggers
 */
public record Accounts(Set<String> triggers) {
    public Accounts {
        triggers = Set.copyOf(triggers);
    }

    public static Accounts of(Settings settings) {
        return new Accounts(settings.names("triggers").stream()
                .map(name -> settings.text("triggers." + name + ".caller", name))
                .collect(Collectors.toSet()));
    }

    public String of(String caller) {
        return triggers.stream()
                .filter(trigger -> (caller + "/").startsWith(trigger + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse(caller);
    }
}
