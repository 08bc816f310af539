package dev.drover.adapter.memory;

import dev.drover.task.TaskStoreContract;
import dev.drover.task.TaskStore;

class MemoryTaskStoreTest extends TaskStoreContract {
    @Override
    protected TaskStore openStore() {
        return new MemoryTaskStore();
    }
}
