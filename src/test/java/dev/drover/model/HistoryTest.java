package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final List<Message> PAST =
            List.of(user("one"), agent("two"), user("three"), agent("four"), agent("five"));

    @Test
    void neighboursOfOneRoleAreOneTurn() {
        assertThat(new History(10, 1000).turns(PAST))
                .containsExactly(Turn.user("one"), Turn.model("two"), Turn.user("three"), Turn.model("four\nfive"));
    }

    @Test
    void theOldestGoFirstAndTheFirstTurnIsTheUsers() {
        assertThat(new History(4, 1000).turns(PAST)).containsExactly(Turn.user("three"), Turn.model("four\nfive"));
    }

    @Test
    void noMoreTokensAreTakenThanAllowed() {
        // each of these is 1 and a quarter of its letters: four and five are 2, three is 2, two is 1
        assertThat(new History(10, 6).turns(PAST)).containsExactly(Turn.user("three"), Turn.model("four\nfive"));
        assertThat(new History(10, 5).turns(PAST)).isEmpty();
    }

    @Test
    void whatTheUserSaysNowJoinsATurnThatIsStillTheirs() {
        List<Turn> turns = new History(10, 1000).turns(List.of(user("one")));

        assertThat(History.with(turns, List.of(Part.text("two"))))
                .containsExactly(new Turn.OfUser(List.of(Part.text("one"), Part.text("two"))));
    }

    @Test
    void anAnswerWithoutTextLeavesNoTurn() {
        Message files = Message.of("m", Role.AGENT, List.of(Part.data(List.of())));

        assertThat(new History(10, 1000).turns(List.of(user("one"), files))).containsExactly(Turn.user("one"));
    }

    private static Message user(String text) {
        return Message.of("m", Role.USER, List.of(Part.text(text)));
    }

    private static Message agent(String text) {
        return Message.of("m", Role.AGENT, List.of(Part.text(text)));
    }
}
