package dev.drover.adapter.a2aclient;

import dev.drover.agent.CallFailed;
import dev.drover.agent.Reply;
import dev.drover.message.Part;
import dev.drover.refusal.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an agent's errors, and connections that break, mean for the call. */
final class Refusals {
    private Refusals() {}

    /** After a send was refused: the agent's own no is a reply; all else is a failure. */
    static Reply ofSend(Refused refused, boolean idempotent, Line line) throws CallFailed {
        Reason reason = refused.error().reason();
        return switch (reason) {
            case INVALID_PARAMS,
                    TOO_LARGE,
                    UNSUPPORTED_OPERATION,
                    CONTENT_TYPE_NOT_SUPPORTED,
                    UNSUPPORTED_MEDIA_TYPE,
                    EXTENSION_SUPPORT_REQUIRED ->
                new Reply.Declined(List.of(Part.text(refused.error().text())));
            case null, default -> throw failure(refused, reason, idempotent, line);
        };
    }

    /** After a look at the agent's task was refused. */
    static CallFailed ofFollow(Refused refused, Line line) {
        return failure(refused, refused.error().reason(), true, line);
    }

    private static CallFailed failure(Refused refused, @Nullable Reason reason, boolean repeatable, Line line) {
        int code = refused.error().code();
        if (refused.status() / 100 == 3) {
            return CallFailed.forGood("it redirects to another address, which is not followed");
        }
        return switch (reason) {
            case TASK_NOT_FOUND -> CallFailed.forGood("it does not know its task any more");
            case UNAUTHENTICATED, FORBIDDEN ->
                line.renewsCredentials()
                        ? CallFailed.forNow("it refuses Drover's credentials")
                        : CallFailed.forGood("it refuses Drover's credentials");
            case OVER_LIMIT -> CallFailed.overLimit("it has too much to do", refused.retryAfter());
            case UNAVAILABLE -> CallFailed.forNow("it is not available");
            case null -> {
                // a gateway's error, or a fault inside: the message may have been taken
                String text = "it answered with the error " + code;
                yield repeatable ? CallFailed.forNow(text) : CallFailed.forGood(text);
            }
            default -> CallFailed.forGood("it does not understand Drover: error " + code);
        };
    }

    /** Whether the same look at a task may succeed a little later. */
    static boolean passing(Refused refused) {
        Reason reason = refused.error().reason();
        return reason == Reason.OVER_LIMIT
                || reason == Reason.UNAVAILABLE
                || (reason == null && refused.status() / 100 != 3 && refused.status() / 100 != 4);
    }

    /** After a connection broke before the agent answered to a send. */
    static CallFailed broken(IOException broken, boolean idempotent) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return CallFailed.forNow("no secure connection to it can be made");
            }
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnresolvedAddressException) {
                return CallFailed.forNow("it cannot be reached");
            }
        }
        return lost(idempotent);
    }

    /** The message may have been taken, and there is no task by which to ask. */
    static CallFailed lost(boolean idempotent) {
        String text = "the connection broke before it answered, and it is not known whether it did the work";
        return idempotent ? CallFailed.forNow(text) : CallFailed.forGood(text);
    }
}
