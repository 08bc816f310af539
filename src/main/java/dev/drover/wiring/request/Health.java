package dev.drover.wiring.request;

import dev.drover.identity.Scope;
import dev.drover.lease.Lease;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.TaskStore;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;

/** The bean {@code health}: alive as soon as it answers, ready while the routes run and the store answers. */
public final class Health {
    private final TaskStore store;
    private final Lease lease;
    private final String version;

    Health(TaskStore store, Lease lease, String version) {
        this.store = store;
        this.lease = lease;
        this.version = version;
    }

    public void tell(Exchange exchange) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        switch (path.replaceAll("/+$", "")) {
            case "/health/live" -> answer(exchange, 200, "UP");
            case "/health", "/health/ready" -> {
                boolean ready = ready(exchange);
                answer(exchange, ready ? 200 : 503, ready ? "UP" : "DOWN");
            }
            default -> answer(exchange, 404, "UNKNOWN");
        }
    }

    private boolean ready(Exchange exchange) {
        try {
            store.find(Scope.all(), "health");
            return exchange.getContext().isStarted() && lease.held();
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    private void answer(Exchange exchange, int status, String word) {
        String body = "{\"status\":\"" + word + "\",\"version\":\"" + version + "\"}";
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
