package dev.drover.adapter.memory;

import dev.drover.state.MovingClock;
import dev.drover.state.StateStore;
import dev.drover.state.StateStoreContract;

class MemoryStateStoreTest extends StateStoreContract {
    @Override
    protected StateStore openStore(MovingClock clock) {
        return new MemoryStateStore(clock);
    }
}
