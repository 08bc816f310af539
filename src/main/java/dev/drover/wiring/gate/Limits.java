package dev.drover.wiring.gate;

import dev.drover.entry.Entry;
import dev.drover.identity.Caller;
import dev.drover.limits.Meter;
import dev.drover.limits.Permit;
import dev.drover.limits.Places;
import dev.drover.limits.Rate;
import dev.drover.limits.Use;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The bean {@code limits}: lets requests in, or refuses them with the time to come back. What it counts for a caller it
 * counts for an address where the caller is anonymous. Safe for any number of threads.
 *
 * <p>A place is given back when the exchange ends that has it. One for work goes with the variable {@code permit} to the
 * exchange of {@code work}, if the request came to that.
 */
public final class Limits {
    /** Nobody in particular: only the places in all are counted. */
    private static final String NOBODY = "";

    private final Meter meter;
    private final ModelTokens tokens;
    private final Rates sending;
    private final Rates reading;
    private final Places work;
    private final Places streams;
    private final boolean unlimited;

    /**
     * The limits of one replica.
     *
     * @param unlimited whether the anonymous are not counted one by one: on loopback, without authentication
     */
    Limits(
            Meter meter,
            ModelTokens tokens,
            Rates sending,
            Rates reading,
            Places work,
            Places streams,
            boolean unlimited) {
        this.meter = meter;
        this.tokens = tokens;
        this.sending = sending;
        this.reading = reading;
        this.work = work;
        this.streams = streams;
        this.unlimited = unlimited;
    }

    /** Counts a message that comes in. */
    public void admit(Exchange exchange) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        if (!isUnlimited(caller)) {
            tokens.require(exchange, caller);
        }
        count(exchange, "send", sending);
    }

    /** Counts a request for what is there. */
    public void admitReading(Exchange exchange) {
        count(exchange, "read", reading);
    }

    private void count(Exchange exchange, String kind, Rates rates) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        if (isUnlimited(caller)) {
            return;
        }
        Rate rate = rates.of(caller).orElse(null);
        if (rate == null) {
            return;
        }
        Use use = meter.use(kind + ":" + holder(exchange, caller), rate);
        exchange.setVariable("rateLimit", new RateLimit(kind, rate, use));
        if (!use.allowed()) {
            throw Refusal.retryLater(
                    Reason.OVER_LIMIT,
                    "the limit of " + rate.most() + " requests in "
                            + rate.window().toSeconds() + " s is used up; come back in "
                            + RateLimit.seconds(use.reset()) + " s",
                    use.reset());
        }
    }

    /** Takes a place for the work that a message may come to, and one for its stream where it asks for one. */
    public void enter(Exchange exchange) {
        Permit before = exchange.getVariable("permit", Permit.class);
        if (before != null) {
            before.close(); // a message on a queue tries again after the store was away
        }
        Permit place = work.enter(holderOfPlaces(exchange));
        Permit turn = exchange.getVariable("turn", Permit.class);
        Permit permit = turn == null ? place : place.and(turn);
        exchange.setVariable("permit", permit);
        atEnd(exchange, () -> {
            if (!Boolean.TRUE.equals(exchange.getVariable("opened"))) {
                permit.close();
            }
        });
        if (exchange.getVariable("entry", Entry.class).waitFor() == Entry.Wait.STREAM) {
            enterStream(exchange);
        }
    }

    /** Keeps the place until the work ends; work that was taken over gets one over every limit. */
    public void hold(Exchange exchange) {
        Permit entered = exchange.getVariable("permit", Permit.class);
        Permit permit = entered == null ? work.occupy(NOBODY) : entered;
        atEnd(exchange, permit::close);
    }

    /** Takes a place for a stream: leaves variable {@code place}, until the stream takes it along. */
    public void enterStream(Exchange exchange) {
        Permit permit = streams.enter(holderOfPlaces(exchange));
        exchange.setVariable("place", permit);
        atEnd(exchange, () -> {
            if (exchange.getVariable("place") != null) {
                permit.close();
            }
        });
    }

    /** How many places for work are taken on this replica. */
    public int working() {
        return work.taken();
    }

    /** How many places for streams are taken on this replica. */
    public int streaming() {
        return streams.taken();
    }

    private String holderOfPlaces(Exchange exchange) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        return isUnlimited(caller) ? NOBODY : holder(exchange, caller);
    }

    private boolean isUnlimited(Caller caller) {
        return unlimited && caller.equals(Caller.ANONYMOUS);
    }

    /** A caller's name has no blank in front. */
    private String holder(Exchange exchange, Caller caller) {
        String address = exchange.getVariable("address", String.class);
        return caller.equals(Caller.ANONYMOUS) && address != null ? " " + address : sending.account(caller);
    }

    private static void atEnd(Exchange exchange, Runnable action) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                action.run();
            }

            @Override
            public boolean allowHandover() {
                return false;
            }
        });
    }
}
