package dev.drover.wiring.gate;

import dev.drover.limits.Rate;
import dev.drover.limits.Use;
import java.time.Duration;
import java.util.function.BiConsumer;

/** What the headers RateLimit and RateLimit-Policy say of a request that was counted (IETF draft, structured fields). */
public record RateLimit(String name, Rate rate, Use use) {
    public void headers(BiConsumer<String, String> to) {
        String quoted = "\"" + name + "\"";
        to.accept(
                "RateLimit-Policy",
                quoted + ";q=" + rate.most() + ";w=" + rate.window().toSeconds());
        to.accept("RateLimit", quoted + ";r=" + use.left() + ";t=" + seconds(use.reset()));
    }

    /** Whole seconds, rounded up: who comes back then is not early. */
    static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }
}
