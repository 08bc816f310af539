package dev.drover.wiring.work;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bean {@code gather}: the aggregation of a wave, all that its steps left. The journal has it already. */
public final class Gather {
    public List<Object> gather(@Nullable List<Object> gathered, @Nullable List<Object> left) {
        List<Object> all = gathered == null ? new ArrayList<>() : gathered;
        if (left != null) {
            all.addAll(left);
        }
        return all;
    }
}
