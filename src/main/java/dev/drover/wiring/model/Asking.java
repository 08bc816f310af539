package dev.drover.wiring.model;

import dev.drover.model.Answer;
import dev.drover.model.ModelFailure;
import dev.drover.model.Prompt;
import dev.drover.model.Spent;
import dev.drover.refusal.Refusal;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.wiring.work.Failures;
import dev.drover.wiring.work.Turns;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Asks a model for a task outside of its steps: in bounded time, at the caller's expense, journaled. */
record Asking(Models models, Turns turns, Clock clock) {
    /** The whole answer to the prompt; {@code step} is what the journal knows it by. */
    Answer ask(Exchange exchange, String step, Prompt prompt, Duration timeout) throws Exception {
        Task task = turns.task(exchange);
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        turns.bounded(
                exchange,
                timeout,
                () -> answered.complete(
                        models.paidBy(task.owner().name(), task.id()).answer(prompt)));
        Answer answer = answered.join();
        Spent spent = models.spent(step, prompt.settings().model(), answer.usage());
        turns.write(exchange, new Event.ModelAnswered(clock.instant(), step, answer.turn(), spent));
        return answer;
    }

    /** Notes in the journal what was done without the model, and why. */
    String note(Exchange exchange, String what, Throwable fault) {
        Throwable cause = Failures.cause(fault);
        String why = cause instanceof ModelFailure || cause instanceof Refusal
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
        turns.write(exchange, new Event.Note(clock.instant(), what + ": " + why));
        return why;
    }
}
