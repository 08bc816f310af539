package dev.drover.identity;

import java.time.InstantSource;
import java.util.List;

/** The keys that are known. Every check looks at all of them, so its time tells nothing. */
public record ApiKeys(List<ApiKey> all, InstantSource clock) {
    public ApiKeys {
        all = List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Verdict check(String key) {
        byte[] presented = ApiKey.hashOf(key);
        Verdict verdict = new Verdict.Invalid("the API key is not known");
        for (ApiKey known : all) {
            if (known.matches(presented)) {
                verdict = known.expiredAt(clock.instant())
                        ? new Verdict.Invalid("the API key has expired")
                        : new Verdict.Valid(known.caller());
            }
        }
        return verdict;
    }
}
