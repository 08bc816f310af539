package dev.drover.budget;

import dev.drover.model.Model;
import dev.drover.model.Prices;
import dev.drover.model.Usage;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What models may take. The most that a call can take is reserved before it, and made what it did take after it; where
 * nobody knows what it took, since it broke off or the process died, it counts as reserved. Safe for any number of threads
 * and replicas.
 */
public final class Budgets {
    /** A day, and a call that began at its end. */
    private static final Duration DAY = Duration.ofHours(26);

    private final @Nullable Amount task;
    private final @Nullable Amount day;
    private final Prices prices;
    private final StateStore state;
    private final Clock clock;
    private final Duration kept;

    /**
     * Budgets in a store that replicas share.
     *
     * @param task for one task; absent means no bound
     * @param day for one caller in one day of UTC; absent means no bound
     * @param kept how long a task's account is kept after its last call
     */
    public Budgets(
            @Nullable Amount task, @Nullable Amount day, Prices prices, StateStore state, Clock clock, Duration kept) {
        this.task = task;
        this.day = day;
        this.prices = prices;
        this.state = state;
        this.clock = clock;
        this.kept = kept;
    }

    /** The model at the payer's expense: it throws a {@code Refusal} where there is not enough left for a call. */
    public Model charging(Model model, Payer payer) {
        return task == null && day == null ? model : new ChargedModel(model, this, payer);
    }

    Reservation reserve(Payer payer, String model, Usage most) {
        List<Reservation.Share> shares = new ArrayList<>();
        Reservation reservation = new Reservation(model, prices, shares);
        try {
            if (task != null) {
                shares.add(share("budget/task/" + payer.taskId(), kept, task, model, most, "for this task", null));
            }
            if (day != null) {
                LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
                Instant midnight =
                        today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                String key = "budget/day/" + today + "/" + payer.caller();
                shares.add(share(key, DAY, day, model, most, "a day", midnight));
            }
            return reservation;
        } catch (RuntimeException e) {
            reservation.release();
            throw e;
        }
    }

    private Reservation.Share share(
            String key,
            Duration expiry,
            Amount budget,
            String model,
            Usage most,
            String period,
            @Nullable Instant reset) {
        Account account = new Account(state, key, expiry);
        Amount wanted = budget.of(model, most, prices);
        long left = account.reserve(wanted.units(), budget.units());
        if (left >= wanted.units()) {
            return new Reservation.Share(account, wanted);
        }
        String text = "this call may take " + wanted + ", and of the budget of " + budget + " " + period + " "
                + new Amount(budget.unit(), Math.max(0, left)) + " remain";
        if (reset == null) {
            throw Refusal.of(Reason.OVER_LIMIT, text);
        }
        throw Refusal.retryLater(
                Reason.OVER_LIMIT, text + "; it is whole again at " + reset, Duration.between(clock.instant(), reset));
    }
}
