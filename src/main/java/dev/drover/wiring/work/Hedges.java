package dev.drover.wiring.work;

import dev.drover.metrics.Metrics;
import dev.drover.task.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Calls an agent a second time when the first call takes longer than nearly all of late. The first answer wins, the other call is
 * interrupted, and the journal says what became of both. Safe for any number of threads.
 *
 * <p>Threads: a virtual one for each of the two calls, while the caller's waits for them.
 */
final class Hedges {
    private final AgentRuns runs;
    private final WorkJournal writes;
    private final Metrics metrics;
    private final Clock clock;
    private final Map<String, RecentTimes> times = new ConcurrentHashMap<>();

    Hedges(AgentRuns runs, WorkJournal writes, Metrics metrics, Clock clock) {
        this.runs = runs;
        this.writes = writes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The events of the reply, and before them what the run that gave it has shown. */
    List<Event> reply(Exchange exchange, StepCall call) throws Exception {
        RecentTimes recent = times.computeIfAbsent(call.agent().name(), name -> new RecentTimes());
        try (Race race = new Race(exchange, call)) {
            Run first = race.begin();
            Run ended = race.next(recent.ninetyFifth());
            if (ended != null) {
                return alone(ended, recent);
            }
            Run second = race.begin();
            metrics.hedged(call.agent().name());
            note(call, "is called a second time, after " + first.millis() + " ms without an answer");
            Run winner = race.winner(first);
            recent.add(first.nanos());
            recent.add(second.nanos());
            List<Event> events = winner.events();
            note(
                    call,
                    winner == first
                            ? answered("first", first) + "; the second " + second.end()
                            : answered("second", second) + "; the first " + first.end());
            return events;
        }
    }

    private static String answered(String call, Run winner) {
        return "answered the " + call + " call, after " + winner.millis() + " ms";
    }

    private static List<Event> alone(Run run, RecentTimes recent) throws Exception {
        List<Event> events = run.events();
        recent.add(run.nanos());
        return events;
    }

    private void note(StepCall call, String text) {
        Event note = new Event.Note(clock.instant(), call.agent().name() + " " + text);
        writes.change(call.assignment(), List.of(), now -> List.of(note));
    }

    /** Up to two runs of one call; closing it interrupts those that go on. */
    private final class Race implements AutoCloseable {
        private final Exchange exchange;
        private final StepCall call;
        private final BlockingQueue<Run> ended = new LinkedBlockingQueue<>();
        private final List<Run> all = new ArrayList<>(2);

        Race(Exchange exchange, StepCall call) {
            this.exchange = exchange;
            this.call = call;
        }

        Run begin() {
            Run run = new Run(call, AgentRuns.clean(exchange, call), ended);
            all.add(run);
            run.thread.start();
            return run;
        }

        /** The run that has ended within this time; null where none has. */
        @Nullable
        Run next(OptionalLong nanos) throws InterruptedException {
            return nanos.isEmpty() ? ended.take() : ended.poll(nanos.getAsLong(), TimeUnit.NANOSECONDS);
        }

        /** The first run that answered; where none did, that one. */
        Run winner(Run otherwise) throws InterruptedException {
            Run early = ended.take();
            if (early.fault == null) {
                return early;
            }
            Run late = ended.take();
            return late.fault == null ? late : otherwise;
        }

        @Override
        public void close() {
            all.forEach(run -> run.thread.interrupt());
        }
    }

    /** One run of the agent. What it shows is held back until it has won. */
    private final class Run {
        private final StepCall call;
        private final Exchange clean;
        private final HeldBack shown = new HeldBack();
        private final long began = System.nanoTime();
        private final Thread thread;
        private volatile @Nullable Exception fault;

        Run(StepCall call, Exchange clean, BlockingQueue<Run> ended) {
            this.call = call;
            this.clean = clean;
            shown.in(clean);
            thread = Thread.ofVirtual().name("hedge").unstarted(() -> {
                try {
                    runs.run(call, clean);
                } catch (Exception e) {
                    fault = e;
                } catch (Error e) {
                    fault = new IllegalStateException("the call broke", e);
                }
                ended.add(this);
            });
        }

        long nanos() {
            return System.nanoTime() - began;
        }

        long millis() {
            return Duration.ofNanos(nanos()).toMillis();
        }

        /** What becomes of it when the other one has answered. */
        String end() {
            return switch (fault) {
                case null -> "is cancelled";
                case OverLimit full -> "found no room";
                case Exception failed -> "failed";
            };
        }

        List<Event> events() throws Exception {
            Exception failed = fault;
            if (failed != null) {
                throw failed;
            }
            List<Event> reply = runs.read(call, clean);
            if (reply.getFirst() instanceof Event.StepAdded) {
                return reply; // another agent begins anew
            }
            List<Event> events = new ArrayList<>(shown.events());
            events.addAll(reply);
            return events;
        }
    }
}
