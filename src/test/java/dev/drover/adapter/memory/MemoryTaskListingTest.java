package dev.drover.adapter.memory;

import dev.drover.task.TaskListingContract;
import dev.drover.task.TaskStore;

class MemoryTaskListingTest extends TaskListingContract {
    @Override
    protected TaskStore openStore() {
        return new MemoryTaskStore(Long.MAX_VALUE);
    }
}
