package dev.drover.budget;

import dev.drover.model.Prices;
import dev.drover.model.Usage;
import dev.drover.refusal.StoreUnavailable;
import java.util.List;

/** What one call may take, of each budget that it is charged to. Settled or released once, by one thread. */
record Reservation(String model, Prices prices, List<Share> shares) {
    /** What is reserved of one budget. */
    record Share(Account account, Amount reserved) {}

    /** Counts what the call took in place of what it might have taken. */
    void settle(Usage usage) {
        correct(usage);
    }

    /** Counts nothing: the call did not take place. */
    void release() {
        correct(Usage.NONE);
    }

    private void correct(Usage usage) {
        for (Share share : shares) {
            try {
                long taken = share.reserved().of(model, usage, prices).units();
                share.account().correct(taken - share.reserved().units());
            } catch (StoreUnavailable away) {
                // it goes on counting as reserved, so nothing is overspent
            }
        }
    }
}
