package dev.drover.task;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.BOB;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every task store does with many tasks: lists them and purges them. */
public abstract class TaskListingContract {
    private static final Scope ALICES = Scope.of(ALICE);

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
    void listsTheLatestStateChangeFirstAndTiesByIdDescending() {
        opened("t1", ALICE, "c1", 5);
        opened("t2", ALICE, "c1", 7);
        ended("t3", ALICE, "c1", 7);
        opened("t4", ALICE, "c1", 6);
        ended("t5", ALICE, "c1", 7);

        assertThat(ids(ALICES, Samples.all(10))).containsExactly("t5", "t3", "t2", "t4", "t1");
    }

    @Test
    void movesATaskToTheFrontWhenItsStateChanges() {
        Task first = opened("t1", ALICE, "c1", 1);
        opened("t2", ALICE, "c1", 2);

        appended(Samples.state(first, TaskState.INPUT_REQUIRED, at(3)));

        assertThat(ids(ALICES, Samples.all(10))).containsExactly("t1", "t2");
    }

    @Test
    void listsATaskOnceWhateverItWentThrough() {
        Task task = opened("t1", ALICE, "c1", 1);
        task = appended(Samples.state(task, TaskState.INPUT_REQUIRED, at(2)));
        task = appended(Samples.state(task, TaskState.WORKING, at(3)));

        assertThat(ids(ALICES, Samples.all(10))).containsExactly("t1");
        assertThat(ids(ALICES, query(null, TaskState.INPUT_REQUIRED, null))).isEmpty();
        assertThat(ids(ALICES, query(null, TaskState.WORKING, null))).containsExactly("t1");
        assertThat(store.list(ALICES, query(null, TaskState.INPUT_REQUIRED, null))
                        .total())
                .isZero();

        task = appended(Samples.state(task, TaskState.AUTH_REQUIRED, at(3)));
        appended(Samples.end(task, TaskState.COMPLETED, at(4)));

        assertThat(ids(ALICES, Samples.all(10))).containsExactly("t1");
        assertThat(ids(Scope.all(), Samples.all(10))).containsExactly("t1");
        assertThat(ids(Scope.all(), query(null, TaskState.INPUT_REQUIRED, null)))
                .isEmpty();
        assertThat(ids(Scope.all(), query(null, TaskState.AUTH_REQUIRED, null))).isEmpty();
    }

    @Test
    void listsOnlyWhatTheScopeSees() {
        opened("t1", ALICE, "c1", 1);
        ended("t2", BOB, "c1", 2);
        ended("t3", ALICE, "c1", 3);

        assertThat(ids(ALICES, Samples.all(10))).containsExactly("t3", "t1");
        assertThat(ids(Scope.of(BOB), Samples.all(10))).containsExactly("t2");
        assertThat(ids(Scope.all(), Samples.all(10))).containsExactly("t3", "t2", "t1");
        assertThat(ids(Scope.all(), query("c1", null, null))).containsExactly("t3", "t2", "t1");
        assertThat(ids(Scope.of(new Caller("al")), Samples.all(10))).isEmpty();
    }

    @Test
    void hidesTasksThatWereAnsweredDirectly() {
        Task task = opened("t1", ALICE, "c1", 1);

        appended(Samples.direct(task, at(2)));

        for (Scope scope : List.of(ALICES, Scope.all())) {
            Page page = store.list(scope, Samples.all(10));
            assertThat(page.tasks()).isEmpty();
            assertThat(page.total()).isZero();
        }
        assertThat(store.unfinished("", 10)).isEmpty();
    }

    @Test
    void filtersByEveryCombination() {
        List<Task> tasks = new ArrayList<>();
        List<Caller> owners = List.of(ALICE, BOB);
        TaskState[] states = TaskState.values();
        for (int i = 0; i < 240; i++) {
            Task task = opened("t" + i, owners.get(i % 2), "c" + i % 3, i % 50);
            TaskState state = states[i % states.length];
            if (state.terminal()) {
                task = appended(Samples.end(task, state, at(50 + i % 60)));
            } else if (state.interrupted()) {
                task = appended(Samples.state(task, state, at(50 + i % 60)));
            }
            tasks.add(task);
        }

        for (Scope scope : List.of(ALICES, Scope.of(BOB), Scope.all())) {
            for (String context : new String[] {null, "c0", "c2", "c"}) {
                for (TaskState state : new TaskState[] {
                    null, TaskState.WORKING, TaskState.INPUT_REQUIRED, TaskState.COMPLETED, TaskState.FAILED
                }) {
                    for (Instant since : new Instant[] {null, at(30), at(80), at(1_000)}) {
                        assertListed(scope, query(context, state, since), tasks);
                    }
                }
            }
        }
    }

    private void assertListed(Scope scope, Query query, List<Task> tasks) {
        List<String> expected = tasks.stream()
                .filter(task -> scope.sees(task.owner()))
                .filter(task -> query.contextId() == null || query.contextId().equals(task.contextId()))
                .filter(task -> query.state() == null || query.state() == task.state())
                .filter(task -> query.since() == null || !task.status().at().isBefore(query.since()))
                .sorted(Comparator.comparing((Task task) -> task.status().at())
                        .thenComparing(Task::id)
                        .reversed())
                .map(Task::id)
                .toList();
        List<String> listed = new ArrayList<>();
        Query next = query;
        Page page;
        do {
            page = store.list(scope, next);
            page.tasks().forEach(task -> listed.add(task.id()));
            assertThat(page.total()).as("%s %s", scope, next).isEqualTo(expected.size());
            next = behind(query, page.next());
        } while (page.next() != null);
        assertThat(listed).as("%s %s", scope, query).isEqualTo(expected);
    }

    @Test
    void endsTheLastPageEvenWhenItIsFull() {
        IntStream.range(0, 4).forEach(i -> ended("t" + i, ALICE, "c1", i));

        Page first = store.list(ALICES, Samples.all(2));
        Page second = store.list(ALICES, behind(Samples.all(2), first.next()));

        assertThat(first.next()).isEqualTo(new Cursor(at(2), "t2"));
        assertThat(second.tasks()).extracting(Task::id).containsExactly("t1", "t0");
        assertThat(second.next()).isNull();
    }

    @Test
    void pagesThroughAThousandTasksThatMove() {
        for (int i = 0; i < 1_000; i++) {
            ended(String.format("t%04d", i), ALICE, "c1", i / 10);
        }
        List<Task> moving = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            moving.add(opened("moving" + i, ALICE, "c1", i));
        }

        List<String> listed = new ArrayList<>();
        Query query = Samples.all(37);
        Page page = store.list(ALICES, query);
        while (page.next() != null) {
            page.tasks().forEach(task -> listed.add(task.id()));
            appended(Samples.end(moving.removeFirst(), TaskState.COMPLETED, at(5_000)));
            page = store.list(ALICES, behind(query, page.next()));
        }
        page.tasks().forEach(task -> listed.add(task.id()));

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(listed.stream().filter(id -> id.startsWith("t")))
                .hasSize(1_000)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(page.total()).isEqualTo(1_100);
    }

    @Test
    void missesNoTaskWhileItComesToRest() throws Exception {
        Thread mover = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 300; i++) {
                appended(Samples.end(opened("t" + i, ALICE, "c1", i), TaskState.COMPLETED, at(i)));
            }
        });

        Set<String> known = new HashSet<>();
        do {
            List<String> ids = ids(ALICES, Samples.all(1_000));
            assertThat(ids).doesNotHaveDuplicates().containsAll(known);
            known.addAll(ids);
        } while (mover.isAlive());

        mover.join();
        assertThat(ids(ALICES, Samples.all(1_000))).hasSize(300);
    }

    @Test
    void purgesTasksThatEndedBeforeATime() {
        for (int i = 0; i < 10; i++) {
            ended("t" + i, ALICE, "c1", i);
        }
        appended(Samples.direct(opened("direct", ALICE, "c1", 0), at(1)));
        appended(Samples.state(opened("waiting", ALICE, "c1", 0), TaskState.INPUT_REQUIRED, at(0)));
        opened("working", ALICE, "c1", 0);

        int gone = store.purge(at(5), Long.MAX_VALUE, 100);

        assertThat(gone).isEqualTo(6);
        assertThat(ids(ALICES, Samples.all(100))).containsExactly("t9", "t8", "t7", "t6", "t5", "working", "waiting");
        assertThat(ids(Scope.all(), query("c1", TaskState.COMPLETED, null))).hasSize(5);
        assertThat(store.find(Scope.all(), "t4")).isEmpty();
        assertThat(store.events("t4", 0, 10)).isEmpty();
        assertThat(store.find(Scope.all(), "direct")).isEmpty();
        assertThat(store.purge(at(5), Long.MAX_VALUE, 100)).isZero();
    }

    @Test
    void purgesTheOldestOverACount() {
        for (int i = 0; i < 10; i++) {
            ended("t" + i, ALICE, "c1", i);
        }

        int gone = store.purge(Instant.MIN, 4, 100);

        assertThat(gone).isEqualTo(6);
        assertThat(ids(ALICES, Samples.all(100))).containsExactly("t9", "t8", "t7", "t6");
        assertThat(store.purge(Instant.MIN, 4, 100)).isZero();
    }

    @Test
    void purgesNoMoreThanItsLimit() {
        for (int i = 0; i < 200; i++) {
            ended("t" + i, ALICE, "c1", i);
        }

        assertThat(store.purge(at(1_000), 0, 150)).isEqualTo(150);
        assertThat(store.purge(at(1_000), 0, 150)).isEqualTo(50);
        assertThat(store.purge(at(1_000), 0, 150)).isZero();
    }

    @Test
    void purgesATaskOfManyCommits() {
        Task task = opened("t1", ALICE, "c1", 1);
        for (int i = 0; i < 120; i++) {
            task = appended(Samples.note(task, "note " + i));
        }
        appended(Samples.end(task, TaskState.COMPLETED, at(2)));

        assertThat(store.purge(at(3), 0, 10)).isEqualTo(1);

        assertThat(store.find(Scope.all(), "t1")).isEmpty();
        assertThat(store.events("t1", 0, 10)).isEmpty();
    }

    @Test
    void declinesChangesOfAPurgedTask() {
        Task task = ended("t1", ALICE, "c1", 1);
        store.purge(at(100), 0, 10);

        assertThat(store.append(Samples.note(task, "too late"))).isFalse();
        assertThat(store.append(Samples.open("t1", ALICE, "c1", at(200)))).isTrue();
    }

    @Test
    void findsAllTasksOfAContextAlsoTheHiddenOnes() {
        opened("working", ALICE, "c1", 1);
        ended("ended", ALICE, "c1", 2);
        appended(Samples.direct(opened("direct", ALICE, "c1", 3), at(4)));
        opened("elsewhere", ALICE, "c2", 1);
        ended("of another", BOB, "c1", 1);
        appended(Samples.direct(opened("hidden elsewhere", ALICE, "c2", 3), at(4)));

        assertThat(store.ofContext(ALICE, "c1", 100)).containsExactlyInAnyOrder("working", "ended", "direct");
        assertThat(store.ofContext(ALICE, "c1", 2)).hasSize(2);
        assertThat(store.ofContext(ALICE, "c", 100)).isEmpty();
    }

    @Test
    void countsUpToTenThousand() {
        IntStream.range(0, Query.COUNTED).parallel().forEach(i -> opened("t" + i, ALICE, "c" + i % 2, i));
        int exact = store.list(ALICES, Samples.all(1)).total();
        opened("one more", ALICE, "c2", 0);

        assertThat(exact).isEqualTo(Query.COUNTED);
        assertThat(store.list(ALICES, Samples.all(1)).total()).isEqualTo(Query.COUNTED);
        assertThat(store.list(ALICES, query("c1", null, null)).total()).isEqualTo(Query.COUNTED / 2);
    }

    @Test
    void removesAnEndedTaskEverywhere() {
        ended("t1", ALICE, "c1", 1);
        ended("t2", ALICE, "c1", 2);
        appended(Samples.direct(opened("direct", ALICE, "c1", 3), at(4)));

        boolean listed = store.remove("t1");
        boolean hidden = store.remove("direct");

        assertThat(listed).isTrue();
        assertThat(hidden).isTrue();
        assertThat(store.find(Scope.all(), "t1")).isEmpty();
        assertThat(store.events("t1", 0, 10)).isEmpty();
        assertThat(ids(ALICES, Samples.all(10))).containsExactly("t2");
        assertThat(store.ofContext(ALICE, "c1", 10)).containsExactly("t2");
        assertThat(store.purge(at(100), 0, 10)).isEqualTo(1);
    }

    @Test
    void removesNoTaskThatHasNotEnded() {
        opened("working", ALICE, "c1", 1);
        appended(Samples.state(opened("waiting", ALICE, "c1", 0), TaskState.INPUT_REQUIRED, at(0)));

        assertThat(store.remove("working")).isFalse();
        assertThat(store.remove("waiting")).isFalse();
        assertThat(store.remove("never")).isFalse();
        assertThat(store.ofContext(ALICE, "c1", 10)).hasSize(2);
    }

    private List<String> ids(Scope scope, Query query) {
        return store.list(scope, query).tasks().stream().map(Task::id).toList();
    }

    protected final Task opened(String id, Caller owner, String contextId, int second) {
        return appended(Samples.open(id, owner, contextId, at(second)));
    }

    protected final Task ended(String id, Caller owner, String contextId, int second) {
        return appended(Samples.end(opened(id, owner, contextId, second), TaskState.COMPLETED, at(second)));
    }

    private Task appended(Change change) {
        assertThat(store.append(change)).isTrue();
        return change.after();
    }

    private static Query query(@Nullable String contextId, @Nullable TaskState state, @Nullable Instant since) {
        return new Query(contextId, state, since, 10, null);
    }

    private static Query behind(Query query, @Nullable Cursor cursor) {
        return new Query(query.contextId(), query.state(), query.since(), query.limit(), cursor);
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
