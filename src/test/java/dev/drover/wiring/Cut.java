package dev.drover.wiring;

import dev.drover.refusal.StoreUnavailable;
import dev.drover.state.StateStore;
import dev.drover.task.TaskStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** The way of one replica to the store that all share, which the test cuts and mends. */
final class Cut {
    /** Ends of a watch and of the process need no way. */
    private static final Set<String> LOCAL = Set.of("watch", "close", "toString", "hashCode", "equals");

    private volatile boolean cut;

    Stores over(TaskStore tasks, StateStore state) {
        return new Stores(way(TaskStore.class, tasks), way(StateStore.class, state), true, () -> {});
    }

    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
    }

    private <T> T way(Class<T> port, T store) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    if (cut && !LOCAL.contains(method.getName())) {
                        throw new StoreUnavailable("cut off by the test");
                    }
                    try {
                        return method.invoke(store, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
