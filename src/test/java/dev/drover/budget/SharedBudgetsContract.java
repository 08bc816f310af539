package dev.drover.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.model.Answer;
import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.ModelSettings;
import dev.drover.model.Prices;
import dev.drover.model.Prompt;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import dev.drover.refusal.Refusal;
import dev.drover.state.MovingClock;
import dev.drover.state.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What budgets promise on every store that replicas share. */
public abstract class SharedBudgetsContract {
    protected final MovingClock clock = new MovingClock();

    /** What two replicas have of one store. */
    protected abstract List<StateStore> openTwo() throws Exception;

    @Test
    void fiftyCallsAtOnceOnTwoReplicasNeverOverspend() throws Exception {
        AtomicLong spent = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        CountDownLatch all = new CountDownLatch(50);
        List<Budgets> replicas = openTwo().stream()
                .map(state -> budgets(null, "1000 tokens", state))
                .toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = IntStream.range(0, 50)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        Model model = replicas.get(i % 2).charging(taking(60), new Payer("ann", "t" + i));
                        all.countDown();
                        all.await();
                        try {
                            spent.addAndGet(model.answer(prompt(90)).usage().output());
                        } catch (Refusal no) {
                            refused.incrementAndGet();
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
        }

        // ten fit by what they may take, up to fifteen by what they do take
        assertThat(spent.get()).isBetween(600L, 960L);
        assertThat(refused.get() * 60 + spent.get()).isEqualTo(50 * 60);
        Model tooLarge = replicas.get(0).charging(taking(1), new Payer("ann", "t"));
        assertThat(catchThrowableOfType(Refusal.class, () -> tooLarge.answer(prompt(1000))))
                .hasMessageContaining("of the budget of 1000 tokens a day " + (1000 - spent.get()) + " tokens remain");
    }

    Budgets budgets(@Nullable String task, @Nullable String day, StateStore state) {
        return new Budgets(
                task == null ? null : Amount.parse(task),
                day == null ? null : Amount.parse(day),
                Prices.parse("m, 0, 1, 0.1, 10"),
                state,
                clock,
                Duration.ofDays(1));
    }

    /** May take 10 tokens of text, and so many of output. */
    static Prompt prompt(int output) {
        return new Prompt(
                new ModelSettings("m", null, output, null, Map.of()), "", List.of(Turn.user("0123456789")), List.of());
    }

    static Model taking(long tokens) {
        return new Scripted(() -> new Answer(
                new Turn.OfModel("yes", List.of()), Answer.Finish.WHOLE, "STOP", new Usage(0, 0, tokens, 0)));
    }

    /** A service that gives this answer. */
    record Scripted(Supplier<Answer> answers) implements Model {
        @Override
        public Answer answer(Prompt prompt) {
            return answers.get();
        }

        @Override
        public AnswerStream stream(Prompt prompt) {
            Answer answer = answers.get();
            return new AnswerStream() {
                @Override
                public boolean hasNext() {
                    return false;
                }

                @Override
                public String next() {
                    throw new IllegalStateException();
                }

                @Override
                public Answer answer() {
                    return answer;
                }

                @Override
                public void close() {}
            };
        }
    }
}
