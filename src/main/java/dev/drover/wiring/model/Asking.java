package dev.drover.wiring.model;

import dev.drover.model.Answer;
import dev.drover.model.ModelFailure;
import dev.drover.model.Prompt;
import dev.drover.model.Spent;
import dev.drover.model.Turn;
import dev.drover.refusal.Refusal;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.wiring.work.Failures;
import dev.drover.wiring.work.Turns;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Asks a model for a task outside of its steps: in bounded time, at the caller's expense, and not again after a crash. */
record Asking(Models models, Turns turns, Clock clock) {
    /** The whole answer to the prompt, or what it was before a crash; {@code step} is what the journal knows it by. */
    String ask(Exchange exchange, String step, Prompt prompt, Duration timeout) throws Exception {
        Turn.OfModel known = answered(exchange, step);
        if (known == null) {
            return askNow(exchange, step, prompt, timeout);
        }
        if (known.text().isBlank()) {
            throw ModelFailure.lasting("the model gave no whole answer");
        }
        return known.text();
    }

    /** What a model answered of which nothing has come: a plan would begin the steps, replies come before the answer. */
    private Turn.@Nullable OfModel answered(Exchange exchange, String step) {
        Turn.OfModel last = null;
        for (Event event : turns.ofRound(exchange)) {
            if (event instanceof Event.ModelAnswered said && said.step().equals(step)) {
                last = said.turn();
            } else if (event instanceof Event.Replied) {
                last = null; // what was said before it was said by an agent in a step of that name
            }
        }
        return last;
    }

    private String askNow(Exchange exchange, String step, Prompt prompt, Duration timeout) throws Exception {
        Task task = turns.task(exchange);
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        turns.bounded(
                exchange,
                timeout,
                () -> answered.complete(
                        models.paidBy(task.owner().name(), task.id()).answer(prompt)));
        Answer answer = answered.join();
        boolean whole = answer.finish() == Answer.Finish.WHOLE;
        Spent spent = models.spent(step, prompt.settings().model(), answer.usage());
        Turn.OfModel kept = whole ? answer.turn() : new Turn.OfModel("", List.of()); // a part is of no use to anybody
        turns.write(exchange, new Event.ModelAnswered(clock.instant(), step, kept, spent));
        if (kept.text().isBlank()) {
            throw ModelFailure.lasting("the model gave no whole answer: " + answer.reason());
        }
        return kept.text();
    }

    /** Notes in the journal what was done without the model, and why. */
    String note(Exchange exchange, String what, Throwable fault) {
        Throwable cause = Failures.cause(fault);
        String why =
                switch (cause) {
                    case ModelFailure failure -> String.valueOf(failure.getMessage());
                    case Refusal refusal -> refusal.text();
                    case TimeoutException late -> "the model gave no answer in time";
                    case CallNotPermittedException open ->
                        "the model has failed too often, and is not asked for a while";
                    default -> cause.getClass().getSimpleName();
                };
        turns.write(exchange, new Event.Note(clock.instant(), what + ": " + why));
        return why;
    }
}
