package dev.drover.wiring.gate;

import dev.drover.limits.Meter;
import dev.drover.limits.Rate;
import dev.drover.limits.Use;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often an address may come without a credential that holds. Over it, such requests are told to come back later; good
 * ones pass all the same, since many callers can share an address. Safe for any number of threads.
 */
record Strangers(Meter meter, Optional<Rate> rate) {
    /** What is said in place of this refusal, if it is one too many from the address. */
    Refusal refuse(Refusal refusal, @Nullable String address) {
        if (refusal.reason() != Reason.UNAUTHENTICATED || rate.isEmpty() || address == null) {
            return refusal;
        }
        Use use = meter.use("stranger:" + address, rate.get());
        return use.allowed()
                ? refusal
                : Refusal.retryLater(
                        Reason.OVER_LIMIT,
                        "too many requests without a good credential came from your address; come back in "
                                + RateLimit.seconds(use.reset()) + " s",
                        use.reset());
    }
}
