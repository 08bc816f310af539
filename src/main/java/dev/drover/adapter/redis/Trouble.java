package dev.drover.adapter.redis;

import static java.util.stream.Collectors.joining;

import dev.drover.refusal.StoreUnavailable;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with Redis, in words of ours: the texts of Redisson's exceptions hold keys and values. */
final class Trouble {
    /** Codes that begin Redis's own refusals. */
    private static final Pattern CODE =
            Pattern.compile("\\b(MISCONF|READONLY|LOADING|MASTERDOWN|NOREPLICAS|BUSY|NOAUTH|WRONGPASS|NOPERM)\\b");

    private static final int CAUSES = 8;

    private Trouble() {}

    static StoreUnavailable unavailable(RuntimeException fault) {
        Matcher code = CODE.matcher(String.valueOf(fault.getMessage()));
        String kind = code.find() ? code.group(1) : kinds(fault);
        return new StoreUnavailable("Redis cannot be asked now (" + kind + ")");
    }

    /** Of the fault and of what caused it, outermost first: a refused certificate is told from a server that is away. */
    private static String kinds(RuntimeException fault) {
        return causes(fault)
                .map(cause -> cause.getClass().getSimpleName())
                .distinct()
                .collect(joining(", "));
    }

    static boolean isTimeout(RuntimeException fault) {
        return causes(fault).anyMatch(TimeoutException.class::isInstance);
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(CAUSES);
    }
}
