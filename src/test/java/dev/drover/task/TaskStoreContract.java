package dev.drover.task;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every task store does with one task. */
public abstract class TaskStoreContract {
    protected TaskStore store;

    protected abstract TaskStore openStore() throws Exception;

    @BeforeEach
    void openTheStore() throws Exception {
        store = openStore();
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    @Test
    void findsTheTaskThatWasAppended() {
        Change change = Samples.open("t1", ALICE, "c1", NOON);

        boolean appended = store.append(change);

        assertThat(appended).isTrue();
        assertThat(store.find(Scope.of(ALICE), "t1")).contains(change.after());
    }

    @Test
    void findsNothingUnderAnotherId() {
        store.append(Samples.open("t1", ALICE, "c1", NOON));

        assertThat(store.find(Scope.all(), "t")).isEmpty();
        assertThat(store.find(Scope.all(), "t11")).isEmpty();
        assertThat(store.events("t", 0, 10)).isEmpty();
    }

    @Test
    void hidesTheTaskOfAnotherOwner() {
        store.append(Samples.open("t1", ALICE, "c1", NOON));

        assertThat(store.find(Scope.of(Samples.BOB), "t1")).isEmpty();
        assertThat(store.find(Scope.all(), "t1")).isPresent();
    }

    @Test
    void findsATaskThatWasAnsweredDirectly() {
        Task open = opened("t1");

        store.append(Samples.direct(open, NOON.plusSeconds(1)));

        assertThat(found("t1").direct()).isNotNull();
    }

    @Test
    void keepsEveryCharacterOfTextsAndIds() {
        String odd =
                "NUL \0, a control \u0001, quotes ' \" \\, half a pair \ud83d, a whole \ud83d\ude80, e\u0301, \u202e, "
                        + "\ufeff, \uffff, \u2028, %s, :x, ?, $1, {}";
        Task open = appended(Samples.open("t1", new Caller(odd), odd, NOON));

        Task noted = appended(Samples.note(open, odd));

        assertThat(found("t1")).isEqualTo(noted);
        assertThat(found("t1").contextId()).isEqualTo(odd);
        assertThat(store.events("t1", 3, 1)).containsExactly(new Recorded(4, new Event.Note(NOON, odd)));
        assertThat(store.list(Scope.of(new Caller(odd)), new Query(odd, null, null, 10, null))
                        .tasks())
                .containsExactly(noted);
        assertThat(store.find(Scope.all(), odd)).isEmpty();
    }

    @Test
    void keepsAnEventOfSeveralMegabytes() {
        Task open = opened("t1");
        String large = "large ".repeat(500_000);

        appended(Samples.note(open, large));

        assertThat(store.events("t1", 3, 1)).containsExactly(new Recorded(4, new Event.Note(NOON, large)));
        assertThat(found("t1").sequence()).isEqualTo(4);
    }

    @Test
    void declinesAChangeOfAnOldTask() {
        Task open = opened("t1");
        store.append(Samples.note(open, "first"));

        boolean appended = store.append(Samples.note(open, "second"));

        assertThat(appended).isFalse();
        assertThat(found("t1").sequence()).isEqualTo(4);
    }

    @Test
    void declinesAChangeOfATaskThatIsNotThere() {
        Task never = Samples.open("t1", ALICE, "c1", NOON).after();

        boolean appended = store.append(Samples.note(never, "nobody has opened it"));

        assertThat(appended).isFalse();
        assertThat(store.find(Scope.all(), "t1")).isEmpty();
    }

    @Test
    void letsOneOfManyOpenATask() throws Exception {
        AtomicInteger won = new AtomicInteger();

        atOnce(64, i -> won.addAndGet(store.append(Samples.open("t1", ALICE, "c" + i, NOON)) ? 1 : 0));

        assertThat(won).hasValue(1);
        assertThat(store.events("t1", 0, 100)).hasSize(3);
    }

    @Test
    void losesNoAppendOfManyToOneTask() throws Exception {
        opened("t1");

        atOnce(64, i -> {
            while (!store.append(Samples.note(found("t1"), "note " + i))) {
                Thread.onSpinWait();
            }
        });

        List<Recorded> events = store.events("t1", 0, 1_000);
        assertThat(events)
                .extracting(Recorded::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 67).boxed().toList());
        assertThat(events.stream().skip(3).map(recorded -> ((Event.Note) recorded.event()).text()))
                .doesNotHaveDuplicates();
        assertThat(found("t1").sequence()).isEqualTo(67);
    }

    @Test
    void keepsTheTasksOfManyApart() throws Exception {
        atOnce(64, i -> {
            for (int n = 0; n < 20; n++) {
                Task open = opened("t-" + i + "-" + n);
                store.append(Samples.end(open, TaskState.COMPLETED, NOON));
            }
        });

        assertThat(store.list(Scope.all(), Samples.all(10)).total()).isEqualTo(1_280);
        assertThat(found("t-7-7").state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void pagesThroughEvents() {
        Task task = opened("t1");
        for (int i = 0; i < 200; i++) {
            task = appended(Samples.note(task, "note " + i));
        }

        List<Recorded> all = new ArrayList<>();
        List<Recorded> page = store.events("t1", 0, 7);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.events("t1", all.getLast().sequence(), 7);
        }

        assertThat(all)
                .extracting(Recorded::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 203).boxed().toList());
        assertThat(all.getFirst().event()).isInstanceOf(Event.Opened.class);
        assertThat(all.getLast().event()).isEqualTo(new Event.Note(NOON, "note 199"));
    }

    @Test
    void foldsALongTaskThatCameToRestAndWentOn() {
        Task task = opened("t1");
        for (int i = 0; i < 40; i++) {
            task = appended(Samples.note(task, "note " + i));
        }
        task = appended(Samples.state(task, TaskState.INPUT_REQUIRED, NOON.plusSeconds(1)));
        assertThat(found("t1")).isEqualTo(task);

        task = appended(Samples.state(task, TaskState.WORKING, NOON.plusSeconds(2)));
        assertThat(found("t1")).isEqualTo(task);

        task = appended(Samples.end(task, TaskState.COMPLETED, NOON.plusSeconds(3)));
        assertThat(found("t1")).isEqualTo(task);
        assertThat(store.events("t1", 0, 100)).hasSize(48);
    }

    @Test
    void givesNoEventsBehindTheLast() {
        opened("t1");

        assertThat(store.events("t1", 3, 10)).isEmpty();
        assertThat(store.events("t1", 2, 10)).hasSize(1);
    }

    @Test
    void tellsWatchersAfterTheCommit() throws Exception {
        ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch told = new CountDownLatch(1);
        store.watch("t1", () -> {
            seen.add(found("t1").sequence());
            told.countDown();
        });

        opened("t1");

        told.await();
        assertThat(seen).containsExactly(3L);
    }

    @Test
    void tellsNobodyOfADeclinedChangeOrAnotherTask() throws Exception {
        CountDownLatch toldOfOpening = new CountDownLatch(1);
        store.watch("t1", toldOfOpening::countDown);
        opened("t1");
        Task other = opened("t2");
        toldOfOpening.await();
        AtomicBoolean told = new AtomicBoolean();
        store.watch("t1", () -> told.set(true));

        store.append(Samples.open("t1", ALICE, "c1", NOON));
        appended(Samples.note(other, "elsewhere"));

        assertThat(told).isFalse();
    }

    @Test
    void endsAWatch() throws Exception {
        CountDownLatch toldOfOpening = new CountDownLatch(1);
        store.watch("t1", toldOfOpening::countDown);
        Task open = opened("t1");
        toldOfOpening.await();
        AtomicBoolean told = new AtomicBoolean();
        Subscription watch = store.watch("t1", () -> told.set(true));

        watch.close();
        Task next = appended(Samples.note(open, "one more"));
        appended(Samples.note(next, "and more"));

        assertThat(told).isFalse();
    }

    @Test
    void listsUnfinishedTasksOnly() {
        opened("t4");
        opened("t1");
        appended(Samples.end(opened("t2"), TaskState.COMPLETED, NOON));
        Task waiting = appended(Samples.state(opened("t3"), TaskState.INPUT_REQUIRED, NOON));
        appended(Samples.state(waiting, TaskState.WORKING, NOON));
        appended(Samples.state(opened("t5"), TaskState.AUTH_REQUIRED, NOON));

        assertThat(store.unfinished("", 10)).containsExactly("t1", "t3", "t4");
        assertThat(store.unfinished("t1", 1)).containsExactly("t3");
        assertThat(store.unfinished("t4", 10)).isEmpty();
    }

    protected final Task opened(String id) {
        return appended(Samples.open(id, ALICE, "c1", NOON));
    }

    protected final Task appended(Change change) {
        assertThat(store.append(change)).isTrue();
        return change.after();
    }

    protected final Task found(String id) {
        return store.find(Scope.all(), id).orElseThrow();
    }

    /** Runs it so many times at once, and waits for all. */
    protected static void atOnce(int callers, Numbered action) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    action.run(number);
                    return number;
                }));
            }
            start.countDown();
            for (Future<?> future : running) {
                future.get();
            }
        }
    }

    protected interface Numbered {
        void run(int number) throws Exception;
    }
}
