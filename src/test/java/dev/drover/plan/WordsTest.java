package dev.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "trades, trading",
        "trade, traded",
        "appointment, appointments",
        "bookings, booked",
        "plan, planning",
        "call, calling",
        "city, cities",
        "value, valuing",
        "class, classes",
        "Müller, MÜLLER"
    })
    void takesTheFormsOfAWordForOne(String word, String other) {
        assertThat(Words.of(word)).isEqualTo(Words.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bus", "this", "string", "need", "gas", "ring"})
    void leavesWordsThatOnlyLookLikeForms(String word) {
        assertThat(Words.of(word)).containsExactly(word);
    }

    @Test
    void partsWordsAtAllThatIsNoLetterOrDigit() {
        assertThat(Words.of(" trade-in, (2020)\n❤")).containsExactly("trad", "in", "2020");
    }

    @Test
    void partsTheNamesOfMembers() {
        assertThat(Words.ofKey("vehicleMake_year")).containsExactly("vehicl", "mak", "year");
    }

    @ParameterizedTest
    @ValueSource(strings = {"when", "does", "i", "45", "using"})
    void knowsCommonWords(String word) {
        assertThat(Words.common(Words.of(word).getFirst())).isTrue();
    }

    @Test
    void knowsThatAWordSaysSomething() {
        assertThat(Words.common("car")).isFalse();
    }
}
