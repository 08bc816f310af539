package dev.drover.adapter.a2aclient;

import dev.drover.a2a.CardReader;
import dev.drover.a2a.MalformedAnswer;
import dev.drover.a2a.RemoteCard;
import dev.drover.agent.CallFailed;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The card of one agent, kept for as long as the agent says and then asked for again, by its ETag. A card that is away
 * or broken leaves the one that is known in force.
 *
 * <p>Threads: any number; those that need a card wait for the one that fetches it.
 */
final class Cards {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final int LARGEST = 1024 * 1024;
    private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*=\\s*\"?([0-9]{1,9})");
    private static final long UNSAID = 60;
    private static final long LEAST = 5;
    private static final long MOST = 3600;

    private final Address address;
    private final Authorization authorization;
    private final Http http;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile String trouble = "";
    private final AtomicInteger failures = new AtomicInteger();

    /** A card and the time of {@link System#nanoTime} until which it is fresh. */
    private record Known(RemoteCard card, @Nullable String tag, long until) {
        boolean fresh() {
            return System.nanoTime() < until;
        }

        Known until(long seconds) {
            return new Known(card, tag, later(seconds));
        }
    }

    Cards(Address address, Authorization authorization, Http http) {
        this.address = address;
        this.authorization = authorization;
        this.http = http;
    }

    /** The card; the one that is known where the agent does not give it now, or somebody asks for it already. */
    RemoteCard current() throws CallFailed, InterruptedException {
        Known now = known;
        if (now != null && now.fresh()) {
            return now.card();
        }
        int before = failures.get();
        if (!fetching.tryLock()) {
            if (now != null) {
                return now.card();
            }
            fetching.lockInterruptibly();
        }
        try {
            now = known;
            if (now == null && failures.get() != before) {
                throw CallFailed.forNow(trouble); // while this one waited
            }
            if (now == null || !now.fresh()) {
                now = fetched(now);
                known = now;
            }
            return now.card();
        } finally {
            fetching.unlock();
        }
    }

    /** Has the card asked for again before the next call: the agent was not where it should be. */
    void doubt() {
        Known now = known;
        if (now != null) {
            known = now.until(0);
        }
    }

    /** What was wrong with the card when it was last asked for; empty when nothing was. */
    String trouble() {
        return trouble;
    }

    private Known fetched(@Nullable Known before) throws CallFailed, InterruptedException {
        try {
            Known now = fetch(before);
            trouble = "";
            return now;
        } catch (CallFailed failed) {
            trouble = failed.text();
            failures.incrementAndGet();
            if (before == null) {
                throw failed;
            }
            return before.until(LEAST);
        }
    }

    private Known fetch(@Nullable Known before) throws CallFailed, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.card())
                .header("Accept", "application/json")
                .header("A2A-Version", "1.0");
        authorization.put(request);
        if (before != null && before.tag() != null) {
            request.header("If-None-Match", before.tag());
        }
        try {
            Http.Answer answer = http.whole(request.build(), LARGEST, BOUND);
            long age = maxAge(answer.headers().firstValue("cache-control").orElse(""));
            if (answer.status() == 304 && before != null) {
                return before.until(age);
            }
            if (answer.status() != 200) {
                throw CallFailed.forNow("its agent card cannot be read: HTTP status " + answer.status());
            }
            String tag = answer.headers().firstValue("etag").orElse(null);
            return new Known(CardReader.read(answer.body()), tag, later(age));
        } catch (MalformedAnswer malformed) {
            throw CallFailed.forNow("its agent card is broken: " + malformed.what());
        } catch (BoundedInput.TooLarge large) {
            throw CallFailed.forNow("its agent card is larger than 1 MB");
        } catch (IOException e) {
            throw CallFailed.forNow("its agent card cannot be fetched: no answer");
        }
    }

    private static long maxAge(String cacheControl) {
        Matcher age = MAX_AGE.matcher(cacheControl);
        long seconds = age.find() ? Long.parseLong(age.group(1)) : cacheControl.contains("no-") ? 0 : UNSAID;
        return Math.clamp(seconds, LEAST, MOST);
    }

    private static long later(long seconds) {
        return System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }
}
