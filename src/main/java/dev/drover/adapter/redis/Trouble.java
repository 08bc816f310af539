package dev.drover.adapter.redis;

import dev.drover.refusal.StoreUnavailable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with Redis, in words of ours: the texts of Redisson's exceptions hold keys and values. */
final class Trouble {
    /** Codes that begin Redis's own refusals. */
    private static final Pattern CODE =
            Pattern.compile("\\b(MISCONF|READONLY|LOADING|MASTERDOWN|NOREPLICAS|BUSY|NOAUTH|WRONGPASS|NOPERM)\\b");

    private Trouble() {}

    static StoreUnavailable unavailable(RuntimeException fault) {
        Matcher code = CODE.matcher(String.valueOf(fault.getMessage()));
        String kind = code.find() ? code.group(1) : fault.getClass().getSimpleName();
        return new StoreUnavailable("Redis cannot be asked now (" + kind + ")");
    }
}
