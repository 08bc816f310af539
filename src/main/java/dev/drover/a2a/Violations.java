package dev.drover.a2a;

import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one request, each once, up to a number that nobody reads beyond. For one thread. */
final class Violations {
    private static final int MOST = 20;

    private final List<Violation> found = new ArrayList<>(0);

    void add(Place where, String description) {
        Violation violation = new Violation(where.toString(), description);
        if (found.size() < MOST && !found.contains(violation)) {
            found.add(violation);
        }
    }

    /** Throws the refusal that names them all, unless there are none. */
    void refuse() {
        if (!found.isEmpty()) {
            throw Refusal.invalid(found);
        }
    }
}
