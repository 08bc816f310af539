package dev.drover.wiring.operate;

import dev.drover.agent.Agent;
import dev.drover.wiring.work.Replica;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Binds the beans that operators look through, and attends to the process while it runs. */
public final class OperateBeans {
    private OperateBeans() {}

    public static void bind(
            Main main,
            Replica replica,
            Measuring measuring,
            Stopping stopping,
            Supplier<List<HealthPart>> others,
            String version) {
        Parts parts = new Parts(replica.tasks(), replica.lease(), replica.agents(), measuring.breakers());
        main.bind("health", new Health(parts::now, others, stopping::hasBegun, version));
        main.addMainListener(stopping);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                measuring.process(
                        version,
                        replica.running()::size,
                        replica.agents().all().stream().map(Agent::name).toList());
            }

            @Override
            public void afterStop(BaseMainSupport stopped) {
                measuring.close();
            }
        });
    }
}
