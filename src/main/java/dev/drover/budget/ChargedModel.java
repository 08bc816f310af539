package dev.drover.budget;

import dev.drover.model.Answer;
import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.ModelFailure;
import dev.drover.model.Prompt;
import dev.drover.model.Tokens;

/** A model at somebody's expense. As thread-safe as the model. */
record ChargedModel(Model model, Budgets budgets, Payer payer) implements Model {
    @Override
    public Answer answer(Prompt prompt) {
        Reservation reservation = reserve(prompt);
        try {
            Answer answer = model.answer(prompt);
            reservation.settle(answer.usage());
            return answer;
        } catch (ModelFailure failure) {
            throw failed(failure, reservation);
        }
    }

    @Override
    public AnswerStream stream(Prompt prompt) {
        Reservation reservation = reserve(prompt);
        try {
            return new ChargedStream(model.stream(prompt), reservation);
        } catch (ModelFailure failure) {
            throw failed(failure, reservation);
        }
    }

    private Reservation reserve(Prompt prompt) {
        return budgets.reserve(payer, prompt.settings().model(), Tokens.most(prompt));
    }

    private static ModelFailure failed(ModelFailure failure, Reservation reservation) {
        if (failure.isFree()) {
            reservation.release();
        }
        return failure;
    }

    /** A stream that is settled at its end; one that is left before counts as reserved. For one thread. */
    private record ChargedStream(AnswerStream stream, Reservation reservation) implements AnswerStream {
        @Override
        public boolean hasNext() {
            try {
                return stream.hasNext();
            } catch (ModelFailure failure) {
                throw failed(failure, reservation);
            }
        }

        @Override
        public String next() {
            return stream.next();
        }

        @Override
        public Answer answer() {
            Answer answer = stream.answer();
            reservation.settle(answer.usage());
            return answer;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
