package dev.drover.wiring.work;

import dev.drover.answer.Answers;
import dev.drover.answer.Policy;
import dev.drover.settings.Settings;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.main.Main;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Binds the beans that the routes of the groups work, calls, agents and upkeep name. */
public final class WorkBeans {
    /** Bytes of replies that may wait on the heap for a store that is away. */
    private static final int WAITING_REPLIES = 64 << 20;

    private WorkBeans() {}

    /** Gives what agents that are models need of the work. */
    public static Turns bind(Main main, Replica replica) {
        Settings settings = replica.settings();
        Answers answers = answers(settings);
        Patience patience = new Patience(replica.lease(), WAITING_REPLIES);
        WorkJournal writes = new WorkJournal(replica.tasks(), replica.journal(), patience, replica.codec());
        Takeover takeover = new Takeover(replica);
        Overseer overseer = new Overseer(replica.tasks(), replica.running());
        Histories histories = new Histories(replica.tasks());
        main.bind("work", new Work(replica, writes, takeover, overseer, answers));
        main.bind("abandoned", new Abandoned(replica, takeover, overseer));
        main.bind("calls", new Calls(replica, writes, patience, answers, histories));
        main.bind("showing", new Showing(writes, replica.running(), replica.clock()));
        main.bind("context", new ContextState(replica.state(), settings.time("context.expiry", "24h")));
        main.bind("state", replica.state());
        main.bind("agent-headers", new AgentHeaders());
        // Whether a call is made again is for its guard to say; this client would send it twice after 429 and 503.
        main.bind("agent-clients", (HttpClientConfigurer) HttpClientBuilder::disableAutomaticRetries);
        main.bind("agent-json", new AgentJson());
        main.bind(
                "upkeep",
                new Upkeep(
                        replica,
                        settings.time("task.retention", "30d"),
                        settings.number("task.keep", 1_000_000, 1, Integer.MAX_VALUE)));
        return new Turns(replica.tasks(), writes, replica.running(), histories, replica.clock());
    }

    /** How replies are merged, as the settings say. */
    public static Answers answers(Settings settings) {
        return new Answers(settings.parse(
                "answer.policy", "all", policy -> Policy.parse(policy, settings.text("answer.quorum", "majority"))));
    }
}
