package dev.drover.wiring.request;

import dev.drover.a2a.A2aReader;
import dev.drover.a2a.A2aWriter;
import dev.drover.a2a.AgentCards;
import dev.drover.a2a.Binding;
import dev.drover.a2a.Call;
import dev.drover.a2a.CardFacts;
import dev.drover.a2a.HttpAnswer;
import dev.drover.a2a.HttpRequest;
import dev.drover.a2a.Reading;
import dev.drover.a2a.Return;
import dev.drover.address.Proxies;
import dev.drover.entry.Entry;
import dev.drover.http.AsyncHttpEngine;
import dev.drover.http.EventSink;
import dev.drover.http.EventStream;
import dev.drover.http.RequestBody;
import dev.drover.identity.Authentication;
import dev.drover.limits.Permit;
import dev.drover.metrics.Metrics;
import dev.drover.metrics.Metrics.Outcome;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.refusal.Violation;
import dev.drover.task.Page;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.trace.TraceContext;
import dev.drover.wiring.gate.RateLimit;
import dev.drover.wiring.work.Traced;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code a2a}: between HTTP messages and the neutral ones of the routes. Safe for any number of threads. */
public final class A2aDoor {
    private static final Logger LOG = LoggerFactory.getLogger(A2aDoor.class);
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "x-api-key", "cookie", "proxy-authorization");
    private static final byte[] NO_BODY = {};
    private static final Duration STORE_AWAY = Duration.ofSeconds(2);

    private final A2aReader reader;
    private final A2aWriter writer;
    private final AgentCards cards;
    private final Supplier<CardFacts> facts;
    private final Proxies proxies;
    private final Answered answered;

    A2aDoor(
            A2aReader reader,
            A2aWriter writer,
            AgentCards cards,
            Supplier<CardFacts> facts,
            Proxies proxies,
            Answered answered) {
        this.proxies = proxies;
        this.reader = reader;
        this.writer = writer;
        this.cards = cards;
        this.facts = facts;
        this.answered = answered;
    }

    /**
     * Looks at method, path and headers: leaves variables {@code http}, {@code return}, {@code entry}, {@code public} and
     * {@code address}. Credentials are in the entry only from here on.
     */
    public void open(Exchange exchange) {
        Answered.begin(exchange);
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        Map<String, String> credentials = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            (CREDENTIALS.contains(lower) ? credentials : headers).put(lower, String.valueOf(value));
        });
        String certificate = message.getHeader(AsyncHttpEngine.CLIENT_CERTIFICATE, String.class);
        if (certificate != null) {
            credentials.put(Authentication.CERTIFICATE, certificate);
        }
        HttpRequest request = new HttpRequest(
                message.getHeader(Exchange.HTTP_METHOD, String.class),
                message.getHeader(Exchange.HTTP_URI, String.class),
                message.getHeader(Exchange.HTTP_RAW_QUERY, String.class),
                headers,
                NO_BODY);
        Return to = reader.returnTo(request);
        exchange.setVariable(
                "address",
                proxies.client(message.getHeader(AsyncHttpEngine.REMOTE_ADDRESS, "", String.class), headers));
        message.removeHeaders("*");
        exchange.setVariable("http", request);
        Traced.leave(exchange, TraceContext.read(headers.get("traceparent"), headers.get("tracestate")));
        exchange.setVariable("return", to);
        exchange.setVariable("public", to.open());
        exchange.setVariable("entry", new Entry("a2a", credentials, null, Entry.Wait.END, null));
    }

    /** Reads the body, for which the client may only now be asked: leaves variable {@code operation}, and the message, or what is asked for, in the body. */
    public void read(Exchange exchange) {
        HttpRequest request =
                exchange.getVariable("http", HttpRequest.class).withBody(RequestBody.of(exchange.getMessage()));
        Entry entry = exchange.getVariable("entry", Entry.class);
        exchange.removeVariable("http");
        Reading reading = reader.read(request);
        exchange.setVariable("return", reading.to());
        Call call = reading.call();
        exchange.setVariable("asked", call);
        String operation =
                switch (call) {
                    case Call.Send send -> {
                        exchange.setVariable("entry", entry(entry, request, send));
                        exchange.getMessage()
                                .setBody(send.message().activating(reading.to().extensions()));
                        yield "send";
                    }
                    case Call.GetTask get -> leave(exchange, get, "get-task");
                    case Call.ListTasks list -> leave(exchange, list, "list-tasks");
                    case Call.CancelTask cancel -> leave(exchange, cancel, "cancel-task");
                    case Call.Subscribe subscribe -> {
                        exchange.setVariable("lastEventId", subscribe.lastEventId());
                        yield leave(exchange, subscribe, "subscribe");
                    }
                    case Call.AgentCard asked -> leave(exchange, asked, "agent-card");
                };
        exchange.setVariable("operation", operation);
    }

    private static String leave(Exchange exchange, Call call, String operation) {
        exchange.getMessage().setBody(call);
        return operation;
    }

    private static Entry entry(Entry entry, HttpRequest request, Call.Send send) {
        Entry.Wait wait = Entry.Wait.END;
        if (send.streaming()) {
            wait = Entry.Wait.STREAM;
        } else if (send.returnImmediately()) {
            wait = Entry.Wait.NONE;
        }
        return new Entry(entry.binding(), Map.of(), request.headers().get("idempotency-key"), wait, timeout(request));
    }

    /** The time that the sender leaves for the work, in milliseconds; a Drover that calls this one says it. */
    private static @Nullable Duration timeout(HttpRequest request) {
        String text = request.headers().getOrDefault("drover-timeout", "");
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[1-9][0-9]{0,9}")) {
            throw Refusal.invalid(new Violation("Drover-Timeout", "must be a whole number of milliseconds, 1 or more"));
        }
        return Duration.ofMillis(Long.parseLong(text));
    }

    /** Writes the outcome in the body, or has it streamed. */
    public void write(Exchange exchange) {
        Return to = exchange.getVariable("return", Return.class);
        Call call = exchange.getVariable("asked", Call.class);
        Object outcome = exchange.getMessage().getBody();
        switch (outcome) {
            case Task task when task.direct() != null -> answer(exchange, writer.message(to, task.direct()));
            case Task task -> answer(exchange, writer.task(to, task, historyLength(call)));
            case Page page -> {
                Call.ListTasks list = (Call.ListTasks) call;
                answer(exchange, writer.page(to, page, list));
            }
            case TaskStream stream -> {
                Permit place = exchange.getVariable("place", Permit.class);
                exchange.removeVariable("place");
                StreamFrames frames = new StreamFrames(writer, to, historyLength(call));
                exchange.getMessage().setBody(new PlacedStream(stream, frames, place, answered.metrics()));
                tellRateLimit(exchange);
            }
            case HttpAnswer ready -> answer(exchange, ready);
            case null, default -> throw new IllegalStateException("an operation left no outcome");
        }
        answered.with(exchange, Outcome.OK);
    }

    private static @Nullable Integer historyLength(Call call) {
        return switch (call) {
            case Call.Send send -> send.historyLength();
            case Call.GetTask get -> get.historyLength();
            default -> null;
        };
    }

    /** The agent card, or 304 for a reader that has it. */
    public HttpAnswer card(Call.AgentCard asked) {
        return cards.answer(facts.get(), asked);
    }

    public void refuse(Exchange exchange) {
        Refusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Refusal.class);
        answer(exchange, writer.refusal(to(exchange), refusal));
        answered.refused(exchange, refusal.reason());
    }

    public void storeAway(Exchange exchange) {
        StoreUnavailable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, StoreUnavailable.class);
        LOG.warn("store unavailable: {}", fault.getMessage());
        Refusal refusal =
                Refusal.retryLater(Reason.UNAVAILABLE, "the store is away for the moment; come back later", STORE_AWAY);
        answer(exchange, writer.refusal(to(exchange), refusal));
        answered.with(exchange, Outcome.STORE_AWAY);
    }

    public void fail(Exchange exchange) {
        LOG.error("request failed", exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        answer(exchange, writer.failure(to(exchange)));
        answered.with(exchange, Outcome.FAILED);
    }

    private static Return to(Exchange exchange) {
        Return to = exchange.getVariable("return", Return.class);
        return to == null ? new Return(Binding.HTTP_JSON, null, null, false, java.util.List.of()) : to;
    }

    private static void answer(Exchange exchange, HttpAnswer answer) {
        Message message = exchange.getMessage();
        message.setBody(answer.body());
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        answer.headers().forEach(message::setHeader);
        tellRateLimit(exchange);
    }

    private static void tellRateLimit(Exchange exchange) {
        RateLimit limit = exchange.getVariable("rateLimit", RateLimit.class);
        if (limit != null) {
            limit.headers(exchange.getMessage()::setHeader);
        }
    }

    /** A stream with the place that it has among all streams, until it is over. */
    private record PlacedStream(
            TaskStream stream,
            StreamFrames frames,
            @Nullable Permit place,
            Metrics metrics) implements EventStream {
        @Override
        public void writeTo(EventSink sink) throws InterruptedException {
            metrics.streamBegan();
            try {
                stream.writeTo(sink, frames);
            } finally {
                metrics.streamEnded();
            }
        }

        @Override
        public void close() {
            if (place != null) {
                place.close();
            }
        }
    }

    /** Frames in the form of one request's binding. */
    private record StreamFrames(
            A2aWriter writer, Return to, @Nullable Integer historyLength) implements TaskStream.Frames {
        @Override
        public byte[] task(Task task) {
            return task.direct() == null
                    ? writer.taskFrame(to, task, historyLength)
                    : writer.messageFrame(to, task.direct());
        }

        @Override
        public byte @Nullable [] event(Task task, Recorded recorded) {
            return writer.eventFrame(to, task.id(), task.contextId(), recorded).orElse(null);
        }
    }
}
