package dev.drover.answer;

import dev.drover.agent.Reply;
import dev.drover.plan.Step;
import dev.drover.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An agent that was called in place of another one, which gave no reply.
 *
 * @param agent the one that gave none, for the reason
 * @param by the one that stands in, in its step
 */
record StandIn(String agent, String reason, String by, String step) {
    /** In the order of the plan. */
    static List<StandIn> all(Task task) {
        if (task.plan() == null) {
            return List.of();
        }
        List<StandIn> all = new ArrayList<>();
        for (Step step : task.plan().steps()) {
            if (task.replies().get(step.id()) instanceof Reply.HandedOver over && over.because() != null) {
                all.add(new StandIn(step.agent(), over.because().word(), over.agent(), over.step()));
            }
        }
        return all;
    }

    /** As clients see it. */
    Map<String, String> named() {
        return Map.of("agent", agent, "reason", reason, "by", by);
    }
}
