package dev.drover.adapter.memory;

import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;

class MemoryTaskStoreTest extends TaskStoreContract {
    @Override
    protected TaskStore openStore() {
        return new MemoryTaskStore();
    }
}
