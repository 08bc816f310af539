package dev.drover.adapter.a2aclient;

import dev.drover.a2a.AgentError;
import dev.drover.a2a.AnswerReader;
import dev.drover.a2a.MalformedAnswer;
import dev.drover.a2a.StreamResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request as it comes in: a stream of events, or one object.
 *
 * <p>Threads: a virtual one of its own sends and reads, and waits when nobody takes what it has read; {@link #next} is
 * for one thread at a time. It ends with the answer, or when this is closed.
 */
final class Incoming implements AutoCloseable {
    private static final int AHEAD = 64;

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(AHEAD);
    private final Http http;
    private final HttpRequest request;
    private final long most;
    private final AnswerReader reader;
    private final Thread thread;
    private volatile String lastId = "";

    private sealed interface Item {
        record Event(String id, StreamResponse response) implements Item {}

        record Alive() implements Item {}

        record End() implements Item {}

        record Broken(Exception cause) implements Item {}
    }

    Incoming(Http http, HttpRequest request, long most, AnswerReader reader) {
        this.http = http;
        this.request = request;
        this.most = most;
        this.reader = reader;
        thread = Thread.ofVirtual().name("a2a-answer").start(this::run);
    }

    /** The next event; null at the end. An IOException comes also where nothing came for so long. */
    @Nullable
    StreamResponse next(Duration quiet) throws IOException, Refused, MalformedAnswer, InterruptedException {
        while (true) {
            Item item = items.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
            switch (item) {
                case null -> throw new IOException("nothing came in " + quiet.toSeconds() + " s");
                case Item.Alive alive -> room.release();
                case Item.Event event -> {
                    room.release();
                    lastId = event.id();
                    return event.response();
                }
                case Item.End end -> {
                    return null;
                }
                case Item.Broken(Refused refused) -> throw refused;
                case Item.Broken(MalformedAnswer malformed) -> throw malformed;
                case Item.Broken(IOException broken) -> throw broken;
                case Item.Broken(Exception bug) -> throw new IllegalStateException("reading an answer failed", bug);
            }
        }
    }

    /** The id of the latest event that {@link #next} gave; empty where the agent gives none. */
    String lastId() {
        return lastId;
    }

    private void run() {
        try {
            HttpResponse<InputStream> response = http.begin(request, most);
            try (InputStream body = response.body()) {
                read(response, body);
            }
            items.add(new Item.End());
        } catch (InterruptedException e) {
            // closed: nobody waits any more
        } catch (Exception e) {
            items.add(new Item.Broken(e));
        }
    }

    private void read(HttpResponse<InputStream> response, InputStream body)
            throws IOException, Refused, MalformedAnswer, InterruptedException {
        try {
            readSuccess(response, body);
        } catch (AgentError error) {
            throw new Refused(error, response.statusCode(), response.headers());
        }
    }

    private void readSuccess(HttpResponse<InputStream> response, InputStream body)
            throws IOException, AgentError, MalformedAnswer, InterruptedException {
        String type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (response.statusCode() / 100 != 2) {
            throw reader.error(response.statusCode(), body.readAllBytes());
        }
        if (type.startsWith("text/event-stream")) {
            EventStreamReader events = new EventStreamReader(body);
            for (EventStreamReader.ServerEvent event = events.next(); event != null; event = events.next()) {
                byte[] data = event.data();
                put(data == null ? new Item.Alive() : new Item.Event(event.id(), reader.response(data)));
            }
        } else if (type.contains("json")) {
            put(new Item.Event("", reader.response(body.readAllBytes())));
        } else {
            throw new MalformedAnswer("its content type is neither JSON nor an event stream");
        }
    }

    private void put(Item item) throws InterruptedException {
        room.acquire();
        items.add(item);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
