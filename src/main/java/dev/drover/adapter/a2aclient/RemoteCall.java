package dev.drover.adapter.a2aclient;

import dev.drover.a2a.MalformedAnswer;
import dev.drover.a2a.StreamResponse;
import dev.drover.agent.CallFailed;
import dev.drover.agent.Reply;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call of an agent: its message is sent once, and its task is followed until it is at rest, over as many
 * connections as that takes.
 *
 * <p>Threads: {@link #run} is for one, which may be interrupted; what becomes of the agent's task is then for its caller
 * to say, by {@link #cancel} or {@link #close}.
 */
public final class RemoteCall implements AutoCloseable {
    /** How long an agent may say nothing at all on a stream before it is asked otherwise. */
    private static final Duration QUIET = Duration.ofSeconds(45);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Line line;
    private final Ask ask;
    private final Conversation conversation;
    private volatile @Nullable Incoming sent;
    private boolean subscribing;
    private String lastId = "";
    private Duration pause = FIRST_PAUSE;

    RemoteCall(Line line, Ask ask, Shown shown) {
        this.line = line;
        this.ask = ask;
        subscribing = line.streaming();
        conversation = new Conversation(ask.begun() == null ? ask.message().taskId() : ask.begun(), shown);
    }

    /** The agent's reply. */
    public Reply run() throws CallFailed, InterruptedException {
        try {
            Reply reply = ask.begun() == null ? send() : null;
            while (reply == null) {
                reply = follow();
            }
            close();
            return reply;
        } catch (MalformedAnswer malformed) {
            giveUp();
            throw CallFailed.forGood("what it answered is not A2A: " + malformed.what());
        } catch (BoundedInput.TooLarge large) {
            giveUp();
            throw CallFailed.forGood("it answered more than the " + line.maxAnswer() + " bytes that are taken");
        } catch (CallFailed failed) {
            if (failed.again()) {
                close(); // the next attempt goes on with the agent's task
            } else {
                giveUp();
            }
            throw failed;
        }
    }

    /** Null where the agent still works, and is to be followed by its task's id. */
    private @Nullable Reply send() throws MalformedAnswer, CallFailed, InterruptedException, BoundedInput.TooLarge {
        boolean heard = false;
        try {
            Incoming incoming = line.send(ask.message(), ask);
            sent = incoming;
            StreamResponse response = incoming.next(ask.left());
            while (response != null) {
                heard = true;
                Reply reply = take(response, incoming);
                if (reply != null) {
                    return reply;
                }
                response = incoming.next(QUIET);
            }
        } catch (BoundedInput.TooLarge large) {
            throw large;
        } catch (Refused refused) {
            return Refusals.ofSend(refused, ask.idempotent(), line);
        } catch (IOException broken) {
            if (!heard) {
                throw Refusals.broken(broken, ask.idempotent());
            }
        }
        if (!heard) {
            throw Refusals.lost(ask.idempotent());
        }
        close();
        return null;
    }

    private @Nullable Reply follow() throws MalformedAnswer, CallFailed, InterruptedException, BoundedInput.TooLarge {
        String taskId = conversation.taskId();
        if (taskId == null) {
            throw new MalformedAnswer("it began no task and sent no message");
        }
        Reply reply = subscribing ? subscribe(taskId) : null;
        if (reply == null) {
            reply = look(taskId);
        }
        if (reply == null) {
            Thread.sleep(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
        return reply;
    }

    private @Nullable Reply subscribe(String taskId)
            throws MalformedAnswer, CallFailed, InterruptedException, BoundedInput.TooLarge {
        try (Incoming incoming = line.subscribe(taskId, lastId, ask)) {
            for (StreamResponse response = incoming.next(QUIET); response != null; response = incoming.next(QUIET)) {
                Reply reply = take(response, incoming);
                if (reply != null) {
                    return reply;
                }
            }
        } catch (BoundedInput.TooLarge large) {
            throw large;
        } catch (Refused refused) {
            // It may have ended, or there is no such stream here; a look tells.
            subscribing = Refusals.passing(refused);
        } catch (IOException broken) {
            // It comes back, or the deadline comes.
        }
        return null;
    }

    private @Nullable Reply look(String taskId)
            throws MalformedAnswer, CallFailed, InterruptedException, BoundedInput.TooLarge {
        try {
            conversation.take(line.get(taskId, ask, LOOK));
            lastId = "";
        } catch (BoundedInput.TooLarge large) {
            throw large;
        } catch (Refused refused) {
            if (!Refusals.passing(refused)) {
                throw Refusals.ofFollow(refused, line);
            }
        } catch (IOException broken) {
            // as above
        }
        return conversation.reply();
    }

    private @Nullable Reply take(StreamResponse response, Incoming incoming) throws MalformedAnswer, CallFailed {
        conversation.take(response);
        lastId = incoming.lastId();
        pause = FIRST_PAUSE;
        return conversation.reply();
    }

    /** Tells the agent that its task is not wanted any more, as soon as its id is known; waits for it, but not long. */
    public void cancel() {
        try (this) {
            String taskId = conversation.taskId();
            Incoming answering = sent;
            if (taskId == null && answering != null) {
                taskId = taskIdOf(answering.next(LOOK));
            }
            if (taskId != null) {
                line.cancel(taskId, ask, LOOK);
            }
        } catch (IOException | Refused | MalformedAnswer | CallFailed e) {
            // It was told, or cannot be; its own deadline ends it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String taskIdOf(@Nullable StreamResponse response) {
        return switch (response) {
            case StreamResponse.Snapshot task -> task.taskId();
            case StreamResponse.StatusUpdate update -> update.taskId();
            case StreamResponse.ArtifactUpdate update -> update.taskId();
            case StreamResponse.Direct direct -> null;
            case null -> null;
        };
    }

    /** After a failure: nobody waits for the task's end, if there is one. */
    private void giveUp() {
        if (conversation.taskId() != null && conversation.reply() == null) {
            Thread.ofVirtual().name("a2a-cancel").start(this::cancel);
        } else {
            close();
        }
    }

    @Override
    public void close() {
        Incoming answering = sent;
        if (answering != null) {
            answering.close();
        }
    }
}
