package dev.drover.adapter.a2aclient;

import dev.drover.a2a.AgentError;
import dev.drover.a2a.AnswerReader;
import dev.drover.a2a.Binding;
import dev.drover.a2a.MalformedAnswer;
import dev.drover.a2a.Outgoing;
import dev.drover.a2a.RemoteCard;
import dev.drover.a2a.RequestWriter;
import dev.drover.a2a.StreamResponse;
import dev.drover.address.Destinations;
import dev.drover.agent.CallFailed;
import dev.drover.message.Message;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An agent as it is reached by what its card says: one interface in one binding. Safe for any number of threads. */
final class Line {
    private final Http http;
    private final Authorization authorization;
    private final Address address;
    private final RequestWriter writer;
    private final AnswerReader reader;
    private final String url;
    private final boolean streaming;

    private Line(
            Http http,
            Authorization authorization,
            Address address,
            Binding binding,
            @Nullable String tenant,
            String url,
            boolean streaming) {
        this.http = http;
        this.authorization = authorization;
        this.address = address;
        this.url = url;
        this.streaming = streaming;
        writer = new RequestWriter(binding, tenant);
        reader = new AnswerReader(binding);
    }

    /** The first interface of the card that Drover can use. */
    static Line of(RemoteCard card, Http http, Authorization authorization, Address address, Destinations destinations)
            throws CallFailed {
        RemoteCard.Interface chosen = card.chosen()
                .orElseThrow(() ->
                        CallFailed.forGood("its agent card has no interface for A2A 1.0 over JSONRPC or HTTP+JSON"));
        Binding binding = Objects.requireNonNull(chosen.spoken(), "a chosen interface is spoken");
        URI url = url(chosen.url());
        if (!address.sameOrigin(url)) {
            if (authorization.needed()) {
                throw CallFailed.forGood(
                        "its agent card leads to another server than agents.<name>.url, and credentials"
                                + " are not sent there");
            }
            admit(chosen.url(), destinations);
        }
        String text = url.toString();
        String base = text.endsWith("/") && binding == Binding.HTTP_JSON ? text.substring(0, text.length() - 1) : text;
        return new Line(http, authorization, address, binding, chosen.tenant(), base, card.streaming());
    }

    private static URI url(String text) throws CallFailed {
        try {
            return new Address(URI.create(text), new Credentials.None(), 0).url();
        } catch (IllegalArgumentException e) {
            throw CallFailed.forGood("its agent card has an interface without a usable URL");
        }
    }

    /** The agent may say where it is, but not send Drover to where only Drover gets. */
    private static void admit(String url, Destinations destinations) throws CallFailed {
        String fault = destinations.fault(url);
        if (fault != null) {
            throw CallFailed.forGood("its agent card leads to another server, whose address " + fault
                    + " and not allowed (outgoing.allow)");
        }
        try {
            destinations.admit(url);
        } catch (UnknownHostException e) {
            throw CallFailed.forNow("its agent card leads to another server, which is not found at a public address");
        }
    }

    boolean streaming() {
        return streaming;
    }

    long maxAnswer() {
        return address.maxAnswer();
    }

    /** Whether other credentials can be had after these were refused. */
    boolean renewsCredentials() {
        return authorization.renewable();
    }

    /** Sends the message; the answer comes as the agent gives it. */
    Incoming send(Message message, Ask ask) throws CallFailed, InterruptedException {
        HttpRequest.Builder request = request(writer.send(message, streaming), ask);
        request.setHeader("Idempotency-Key", ask.call());
        return new Incoming(http, request.build(), address.maxAnswer(), reader);
    }

    /**
     * The events of a task.
     *
     * @param lastId the id of the event after which they are wanted; empty to begin with the task as it is
     */
    Incoming subscribe(String taskId, String lastId, Ask ask) throws CallFailed, InterruptedException {
        HttpRequest.Builder request = request(writer.subscribe(taskId), ask);
        if (!lastId.isEmpty()) {
            request.setHeader("Last-Event-ID", lastId);
        }
        return new Incoming(http, request.build(), address.maxAnswer(), reader);
    }

    /** The task as it is. */
    StreamResponse.Snapshot get(String taskId, Ask ask, Duration bound)
            throws IOException, Refused, MalformedAnswer, CallFailed, InterruptedException {
        return task(http.whole(request(writer.get(taskId), ask).build(), address.maxAnswer(), bound));
    }

    /** Tells the agent that nobody wants the task any more. */
    void cancel(String taskId, Ask ask, Duration bound) throws IOException, CallFailed, InterruptedException {
        http.whole(request(writer.cancel(taskId), ask).build(), address.maxAnswer(), bound);
    }

    private StreamResponse.Snapshot task(Http.Answer answer) throws Refused, MalformedAnswer {
        try {
            if (answer.status() / 100 != 2) {
                throw reader.error(answer.status(), answer.body());
            }
            return reader.task(answer.body());
        } catch (AgentError error) {
            throw new Refused(error, answer.status(), answer.headers());
        }
    }

    private HttpRequest.Builder request(Outgoing outgoing, Ask ask) throws CallFailed, InterruptedException {
        byte[] body = outgoing.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + outgoing.path()))
                .method(
                        outgoing.verb(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        ask.headers().forEach(request::setHeader);
        request.setHeader("A2A-Version", "1.0");
        request.setHeader("Accept", "application/json, text/event-stream");
        request.setHeader("Drover-Timeout", Long.toString(ask.left().toMillis()));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        authorization.put(request);
        return request;
    }
}
