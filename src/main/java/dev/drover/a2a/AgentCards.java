package dev.drover.a2a;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the agent card, written anew only when its facts change.
 *
 * <p>Safe for any number of threads: two that see new facts at once both write the same card.
 */
public final class AgentCards {
    /** As RFC 9110 wants it: the day always has two digits, which the formatter for RFC 1123 does not do. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final Clock clock;
    private volatile @Nullable Written latest;

    public AgentCards(Clock clock) {
        this.clock = clock;
    }

    /** The card, or 304 when the client has this very one. */
    public HttpAnswer answer(CardFacts facts, Call.AgentCard call) {
        Written card = written(facts);
        if (card.knownTo(call)) {
            return new HttpAnswer(304, card.headers(), new byte[0]);
        }
        Map<String, String> headers = new LinkedHashMap<>(card.headers());
        headers.put("Content-Type", MediaTypes.JSON);
        return new HttpAnswer(200, headers, card.body());
    }

    private Written written(CardFacts facts) {
        Written known = latest;
        if (known != null && known.facts().equals(facts)) {
            return known;
        }
        byte[] body = new Card(facts).bytes();
        Written written = new Written(facts, body, tag(body), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        latest = written;
        return written;
    }

    private static String tag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Written(CardFacts facts, byte[] body, String tag, Instant at) {
        Map<String, String> headers() {
            return Map.of(
                    "Cache-Control",
                    "public, max-age=60",
                    "ETag",
                    tag,
                    "Last-Modified",
                    HTTP_DATE.format(at.atZone(ZoneOffset.UTC)));
        }

        /** If-None-Match counts alone where it is given (RFC 9110, section 13.2.2). */
        boolean knownTo(Call.AgentCard call) {
            if (call.ifNoneMatch() != null) {
                return Arrays.stream(call.ifNoneMatch().split(","))
                        .map(String::trim)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
            }
            return call.ifModifiedSince() != null && !modifiedSince(call.ifModifiedSince());
        }

        private boolean modifiedSince(String date) {
            try {
                return at.isAfter(ZonedDateTime.parse(date.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                return true;
            }
        }
    }
}
