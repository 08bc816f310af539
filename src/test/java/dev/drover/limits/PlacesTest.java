package dev.drover.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places("tasks in progress", 3, 2);

    @Test
    void refusesWhoHasAllOfItsOwn() {
        places.enter("ann");
        places.enter("ann");

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> places.enter("ann"));

        assertThat(refusal.reason()).isEqualTo(Reason.OVER_LIMIT);
        assertThat(refusal.text()).isEqualTo("your limit of 2 tasks in progress at once is reached; come back later");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(places.taken()).isEqualTo(2);
    }

    @Test
    void refusesEverybodyWhenThereIsNoneLeft() {
        places.enter("ann");
        places.enter("ann");
        places.enter("bob");

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> places.enter("carl"));

        assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refusal.text())
                .isEqualTo("there are 3 tasks in progress at once, and no more are taken; come back later");
    }

    @Test
    void givesAPlaceBackOnceHoweverOftenThatIsTried() {
        Permit first = places.enter("ann");
        places.enter("ann");

        first.close();
        first.close();

        assertThat(places.taken()).isEqualTo(1);
        places.enter("ann");
        assertThat(catchThrowableOfType(Refusal.class, () -> places.enter("ann")))
                .isNotNull();
    }

    @Test
    void nobodyInParticularIsBoundedByThePlacesInAllOnly() {
        places.enter("");
        places.enter("");
        places.enter("");

        assertThat(catchThrowableOfType(Refusal.class, () -> places.enter("")).reason())
                .isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void whatWasAcceptedBeforeGetsAPlaceInAnyCase() {
        places.enter("");
        places.enter("");
        places.enter("");

        Permit over = places.occupy("");

        assertThat(places.taken()).isEqualTo(4);
        over.close();
        assertThat(places.taken()).isEqualTo(3);
    }
}
