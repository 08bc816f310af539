package dev.drover.wiring.operate;

import dev.drover.wiring.operate.HealthPart.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * The bean {@code health}: alive as soon as it answers; ready while the routes run, nothing stops it, and no part that
 * the whole needs is down. Safe for any number of threads.
 */
public final class Health {
    private final Supplier<List<HealthPart>> parts;
    private final Supplier<List<HealthPart>> others;
    private final BooleanSupplier stopping;
    private final String version;

    /** With {@code others}, parts that nobody waits for who wants to know whether Drover is ready. */
    Health(
            Supplier<List<HealthPart>> parts,
            Supplier<List<HealthPart>> others,
            BooleanSupplier stopping,
            String version) {
        this.parts = parts;
        this.others = others;
        this.stopping = stopping;
        this.version = version;
    }

    public void tell(Exchange exchange) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        switch (path.replaceAll("/+$", "")) {
            case "/health/live", "/health/started" -> answer(exchange, 200, head(Status.UP) + "}");
            case "/health/ready" -> {
                Status status = whole(exchange, parts.get());
                answer(exchange, code(status), head(status) + "}");
            }
            case "/health" -> {
                List<HealthPart> all = new ArrayList<>(parts.get());
                all.addAll(others.get());
                Status status = whole(exchange, all);
                answer(exchange, code(status), head(status) + lines(all) + "}");
            }
            default -> answer(exchange, 404, "{\"status\":\"UNKNOWN\"}");
        }
    }

    private Status whole(Exchange exchange, List<HealthPart> all) {
        if (stopping.getAsBoolean() || !exchange.getContext().isStarted()) {
            return Status.DOWN;
        }
        return all.stream().map(HealthPart::effect).max(Status::compareTo).orElse(Status.UP);
    }

    private static int code(Status whole) {
        return whole == Status.DOWN ? 503 : 200;
    }

    private String head(Status status) {
        return "{\"status\":\"" + status + "\",\"version\":\"" + version + "\"";
    }

    /** Names and words are ours, so they need no escaping. */
    private static String lines(List<HealthPart> all) {
        return all.stream()
                .map(part -> "{\"part\":\"" + part.name() + "\",\"status\":\"" + part.status() + "\",\"detail\":\""
                        + part.detail() + "\"}")
                .collect(Collectors.joining(",\n  ", ",\"parts\":[\n  ", "\n]"));
    }

    private static void answer(Exchange exchange, int status, String body) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
