package dev.drover.wiring;

import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.util.Set;

/** Every setting of Drover's own; docs/operating.md says what each one does. */
final class Known {
    static final Set<String> KEYS = Set.of(
            "server.port",
            "server.host",
            "server.public-url",
            "server.max-body",
            "server.max-header",
            "server.idle-timeout",
            "server.request-timeout",
            "server.heartbeat",
            "server.stream-buffer",
            "server.stream-stall",
            "server.shutdown",
            "management.port",
            "management.enabled",
            "routes.include",
            "store.url",
            "store.sync",
            "authenticate.allow-anonymous",
            "throttle.in-progress",
            "deduplicate.by-message-id",
            "deduplicate.expiry",
            "plan.planner",
            "plan.agents",
            "answer.policy",
            "answer.quorum",
            "context.expiry",
            "task.deadline",
            "task.retention",
            "task.keep",
            "reply.wait");
    static final Set<String> AGENT_KEYS = Set.of(
            "kind",
            "uri",
            "description",
            "tags",
            "examples",
            "input-modes",
            "output-modes",
            "timeout",
            "retries",
            "concurrency",
            "on-ambiguity");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    private Known() {}

    /** Refuses settings that nothing knows, and a server that would be open to everyone by accident. */
    static void check(Settings settings) {
        settings.requireKnown(KEYS, AGENT_KEYS);
        String host = settings.text("server.host", "127.0.0.1");
        if (!LOOPBACK.contains(host) && !settings.truth("authenticate.allow-anonymous", "false")) {
            throw new InvalidSetting("server.host is " + host + ", and no authentication is configured: anybody who"
                    + " reaches this address could use Drover. Set authenticate.allow-anonymous = true if that is meant,"
                    + " or server.host = 127.0.0.1");
        }
    }
}
