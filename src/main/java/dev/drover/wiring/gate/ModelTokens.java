package dev.drover.wiring.gate;

import dev.drover.identity.Caller;
import dev.drover.limits.Meter;
import dev.drover.limits.Rate;
import dev.drover.limits.Use;
import dev.drover.model.Usage;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.task.Change;
import dev.drover.task.Event;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * How many tokens of models a caller takes in a window. The journal tells what was taken, by whatever asked the model; a
 * caller who has taken them all sends no further message before the window ends. Safe for any number of threads.
 */
public final class ModelTokens {
    private final Meter meter;
    private final Rates rates;

    ModelTokens(Meter meter, Rates rates) {
        this.meter = meter;
        this.rates = rates;
    }

    /** What counts them, and whatever else callers do. */
    Meter meter() {
        return meter;
    }

    /** Counts the tokens of a change; on a thread of its own, since whoever tells of it must not wait. */
    public void committed(Change change) {
        if (rates.isNone()) {
            return;
        }
        long tokens = 0;
        for (Event event : change.events()) {
            if (event instanceof Event.ModelAnswered answered) {
                Usage usage = answered.spent().usage();
                tokens += usage.prompt() + usage.output() + usage.thoughts();
            }
        }
        Optional<Rate> rate = rates.of(change.after().owner());
        if (tokens > 0 && rate.isPresent()) {
            String key = key(change.after().owner());
            long all = tokens;
            Thread.ofVirtual().name("tokens").start(() -> meter.charge(key, rate.get(), all));
        }
    }

    /** Refuses a message of a caller who has none left. */
    void require(Exchange exchange, Caller caller) {
        Rate rate = rates.isNone() ? null : rates.of(caller).orElse(null);
        if (rate == null) {
            return;
        }
        Use use = meter.look(key(caller), rate);
        if (!use.allowed()) {
            exchange.setVariable("rateLimit", new RateLimit("tokens", rate, use));
            throw Refusal.retryLater(
                    Reason.OVER_LIMIT,
                    "the limit of " + rate.most() + " tokens of models in "
                            + rate.window().toSeconds() + " s is used up; come back in "
                            + RateLimit.seconds(use.reset()) + " s",
                    use.reset());
        }
    }

    private String key(Caller caller) {
        return "tokens:" + rates.account(caller);
    }
}
