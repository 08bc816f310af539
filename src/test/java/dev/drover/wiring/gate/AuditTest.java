package dev.drover.wiring.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Role;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.refusal.Refusal;
import dev.drover.state.MovingClock;
import dev.drover.task.Event;
import dev.drover.task.Journal;
import dev.drover.task.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Caller ANN = new Caller("ann");
    private static final Caller EVE = new Caller("eve");
    private static final Caller VIEWER = new Caller("victor", Set.of(Role.VIEWER), Reach.EVERYTHING);
    private static final Caller OPERATOR = new Caller("oscar", Set.of(Role.OPERATOR), Reach.EVERYTHING);

    private final MovingClock clock = new MovingClock();
    private final MemoryTaskStore store = new MemoryTaskStore(Long.MAX_VALUE);
    private final Journal journal = new Journal(store);
    private final Audit audit = new Audit(journal, clock);

    @BeforeEach
    void open() {
        Message message = Message.of("m", dev.drover.message.Role.USER, List.of(Part.text("hello")))
                .in("c", "t");
        journal.open(
                "t",
                List.of(new Event.Opened(
                        clock.instant(), ANN, "c", message, clock.instant().plusSeconds(60))));
    }

    @Test
    void theOwnersOwnLooksAreNoEvents() {
        assertThat(audit.readable("t", ANN, "get").id()).isEqualTo("t");

        assertThat(notes()).isEmpty();
    }

    @Test
    void looksOfOthersAreEventsOnceAMinute() {
        audit.readable("t", VIEWER, "get");
        audit.readable("t", VIEWER, "get");
        clock.advance(Duration.ofMinutes(1));
        audit.readable("t", VIEWER, "get");

        assertThat(notes()).containsExactly("allowed get to victor: viewer", "allowed get to victor: viewer");
    }

    @Test
    void whoMayNotHaveTheTaskDoesNotFindItAndIsNoted() {
        assertThatThrownBy(() -> audit.readable("t", EVE, "get"))
                .isInstanceOf(Refusal.class)
                .hasMessage("there is no task t");
        assertThatThrownBy(() -> audit.changeable("t", VIEWER, "cancel")).hasMessage("there is no task t");
        assertThatThrownBy(() -> audit.changeable("nothing", OPERATOR, "cancel"))
                .hasMessage("there is no task nothing");

        assertThat(notes())
                .containsExactly(
                        "refused get to eve: it is not the owner", "refused cancel to victor: it is not the owner");
    }

    @Test
    void actsSayByWhatRightTheyAreDone() {
        assertThat(audit.allowed("cancel", ANN, audit.changeable("t", ANN, "cancel"))
                        .text())
                .isEqualTo("allowed cancel to ann: owner");
        assertThat(audit.allowed("cancel", OPERATOR, audit.changeable("t", OPERATOR, "cancel"))
                        .text())
                .isEqualTo("allowed cancel to oscar: operator");
    }

    private List<String> notes() {
        return store.events("t", 0, 100).stream()
                .map(Recorded::event)
                .filter(Event.Note.class::isInstance)
                .map(event -> ((Event.Note) event).text())
                .toList();
    }
}
