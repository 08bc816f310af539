package dev.drover.sample.tradein;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.state.FakeStateStore;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock stands at Tuesday, November 24, 2026, 9:00 in New York. */
class CalendarTest {
    private static final String TODAY_11 = "2026-11-24T11:00";
    private static final String TODAY_12 = "2026-11-24T12:00";
    private static final String TOMORROW_9 = "2026-11-25T09:00";

    private final MovableClock clock = new MovableClock("2026-11-24T14:00:00Z");
    private final FakeStateStore store = new FakeStateStore(clock);
    private final Calendar calendar = new Calendar(store, clock, CalendarSettings.DEFAULT);

    @Test
    void offersThreeAppointmentsSpreadOverHalfDays() {
        List<Part> answer = calendar.offer("When could I come in?", in("ann", "c1"), "call-1");

        assertThat(Message.textOf(answer)).isEqualTo("""
            You could come in at one of these times (America/New_York):
            1. Tuesday, November 24 at 11:00 AM
            2. Tuesday, November 24 at 12:00 PM
            3. Wednesday, November 25 at 9:00 AM
            Which one suits you?\
            """);
        assertThat(Message.of("m", Role.AGENT, answer).data())
                .isEqualTo(Map.of(
                        "zone",
                        "America/New_York",
                        "appointments",
                        List.of(
                                slot(TODAY_11, "2026-11-24T11:30"),
                                slot(TODAY_12, "2026-11-24T12:30"),
                                slot(TOMORROW_9, "2026-11-25T09:30"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the tradein sentence. When could I come in? | 2026-11-24T11:00 | 2026-11-24T12:00 | 2026-11-25T09:00",
                "When could I come in tomorrow?              | 2026-11-25T09:00 | 2026-11-25T09:30 | 2026-11-25T12:00",
                "When on Friday afternoon?                   | 2026-11-27T12:00 | 2026-11-27T12:30 | 2026-11-27T13:00",
                "Any time on Sunday?                         | 2026-11-24T11:00 | 2026-11-24T12:00 | 2026-11-25T09:00",
                "Anything on December 1?                     | 2026-12-01T09:00 | 2026-12-01T09:30 | 2026-12-01T12:00",
                "Is 10:30 available?                         | 2026-11-25T10:30 | 2026-11-26T10:30 | 2026-11-27T10:30",
                "What about 2030-01-01?                      | 2026-11-24T11:00 | 2026-11-24T11:30 | 2026-11-24T12:00"
            })
    void offersWhatIsAskedForWhereItCan(String text, String first, String second, String third) {
        assertThat(offered(text, "c1", "call-1")).containsExactly(first, second, third);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The second one                     | 2026-11-24T12:00",
                "the 3rd, please                    | 2026-11-25T09:00",
                "I'll take the last one             | 2026-11-25T09:00",
                "1                                  | 2026-11-24T11:00",
                "option 2 works                     | 2026-11-24T12:00",
                "Tuesday at 11:00                   | 2026-11-24T11:00",
                "today at noon                      | 2026-11-24T12:00",
                "11 am is fine                      | 2026-11-24T11:00",
                "Wednesday works for me             | 2026-11-25T09:00",
                "tomorrow                           | 2026-11-25T09:00",
                "Nov 25                             | 2026-11-25T09:00",
                "book 2026-11-25T09:00              | 2026-11-25T09:00",
                "book 2026-11-25T10:30              | 2026-11-25T10:30",
                "Could I have Friday at 2 instead?  | 2026-11-27T14:00",
                "Thursday at 4:30 pm                | 2026-11-26T16:30"
            })
    void readsWhichOneIsChosen(String text, String id) {
        calendar.offer("When could I come in?", in("ann", "c1"), "call-1");

        assertThat(calendar.choose(text, Map.of(), in("ann", "c1"), "call-2")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "When could I come in?",
                "hello",
                "Tuesday",
                "the fourth one",
                "I can't come on Tuesday at 11:00",
                "none of these, any others?",
                "Sunday at 10:30",
                "Tuesday at 23:15",
                "book 2026-13-45T99:99",
                "book 2020-01-06T10:30",
                "book 2029-01-08T10:30",
                ""
            })
    void choosesNothingWhereTheChoiceIsUnclear(String text) {
        calendar.offer("When could I come in?", in("ann", "c1"), "call-1");

        assertThat(calendar.choose(text, Map.of(), in("ann", "c1"), "call-2")).isEmpty();
    }

    @Test
    void theDataPartChoosesByIdOrByPlace() {
        calendar.offer("When could I come in?", in("ann", "c1"), "call-1");

        assertThat(calendar.choose("the first one", Map.of("book", TOMORROW_9), in("ann", "c1"), "call-2"))
                .isEqualTo(TOMORROW_9);
        assertThat(calendar.choose("", Map.of("book", 2), in("ann", "c1"), "call-2"))
                .isEqualTo(TODAY_12);
        assertThat(calendar.choose("", Map.of("book", List.of("x")), in("ann", "c1"), "call-2"))
                .isEmpty();
    }

    @Test
    void withoutAnOfferOnlyAnOrderChooses() {
        assertThat(calendar.choose("Tuesday at 11:00", Map.of(), in("ann", "c1"), "call-1"))
                .isEmpty();
        assertThat(calendar.choose("book Tuesday at 11:00", Map.of(), in("ann", "c1"), "call-1"))
                .isEqualTo(TODAY_11);
    }

    @Test
    void anOfferBelongsToOneCallersContext() {
        calendar.offer("When could I come in?", in("ann", "c1"), "call-1");

        assertThat(calendar.choose("the second one", Map.of(), in("bob", "c1"), "call-2"))
                .isEmpty();
        assertThat(calendar.choose("the second one", Map.of(), in("ann", "c2"), "call-2"))
                .isEmpty();
        assertThat(calendar.choose("the second one", Map.of(), in("ann/c1", ""), "call-2"))
                .isEmpty();
    }

    @Test
    void anOfferIsForgottenAfterAWhile() {
        calendar.offer("When could I come in?", in("ann", "c1"), "call-1");

        clock.move(CalendarSettings.DEFAULT.memory());

        assertThat(calendar.choose("the second one", Map.of(), in("ann", "c1"), "call-2"))
                .isEmpty();
    }

    @Test
    void confirmsABooking() {
        List<Part> answer = calendar.confirm(TODAY_12, Map.of());

        assertThat(Message.textOf(answer))
                .isEqualTo("You are booked for Tuesday, November 24 at 12:00 PM (America/New_York). See you then!");
        assertThat(Message.of("m", Role.AGENT, answer).data())
                .isEqualTo(Map.of("booked", slot(TODAY_12, "2026-11-24T12:30")));
    }

    @Test
    void oneOfManyGetsTheSlot() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Boolean>> callers = IntStream.range(0, 64)
                .<Callable<Boolean>>mapToObj(n -> () -> {
                    start.await();
                    return calendar.book(TODAY_11, in("caller-" + n, "context"));
                })
                .toList();

        List<Boolean> booked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<Future<Boolean>> futures =
                    callers.stream().map(threads::submit).toList();
            start.countDown();
            for (Future<Boolean> future : futures) {
                booked.add(future.get());
            }
        }

        assertThat(booked).hasSize(64).containsOnlyOnce(true);
    }

    @Test
    void whoBookedIsConfirmedAgainAndNobodyElseIs() {
        calendar.book(TODAY_11, in("ann", "c1"));

        assertThat(calendar.book(TODAY_11, in("ann", "c1"))).isTrue();
        assertThat(calendar.book(TODAY_11, in("ann", "c2"))).isFalse();
        assertThat(calendar.book(TODAY_11, in("bob", "c1"))).isFalse();
    }

    @Test
    void aBookingOutlivesItsAppointment() {
        calendar.book(TODAY_11, in("ann", "c1"));

        clock.move(Duration.ofHours(2).plusMinutes(30));

        assertThat(calendar.book(TODAY_11, in("bob", "c1"))).isFalse();
    }

    @Test
    void aSlotThatIsBookedIsNotOffered() {
        calendar.book(TODAY_11, in("bob", "c9"));

        assertThat(offered("When could I come in?", "c1", "call-1"))
                .containsExactly("2026-11-24T11:30", TODAY_12, TOMORROW_9);
    }

    @Test
    void anOfferStaysAsItWasWhileItsSlotsAreFree() {
        List<String> before = offered("When on Friday?", "c1", "call-1");

        assertThat(offered("Which were they?", "c1", "call-2")).isEqualTo(before);
    }

    @Test
    void offersOthersWhenAsked() {
        offered("When could I come in?", "c1", "call-1");

        assertThat(offered("none of these, any others?", "c1", "call-2"))
                .doesNotContain(TODAY_11, TODAY_12, TOMORROW_9)
                .hasSize(3);
    }

    @Test
    void whereASlotIsTakenItOffersThreeOthers() {
        calendar.book(TODAY_11, in("bob", "c9"));

        List<Part> answer = calendar.offerOthers(TODAY_11, in("ann", "c1"), "call-2");

        assertThat(Message.textOf(answer)).startsWith("I am sorry, Tuesday, November 24 at 11:00 AM is already taken.");
        assertThat(ids(answer)).hasSize(3).doesNotContain(TODAY_11);
    }

    @Test
    void aRepeatedCallAnswersTheSameAndBooksNothingElse() {
        calendar.offer("When could I come in?", in("ann", "c1"), "call-1");
        calendar.book(TODAY_11, in("bob", "c9"));
        List<Part> answer = calendar.offerOthers(TODAY_11, in("ann", "c1"), "call-2");

        String choice = calendar.choose("the first one", Map.of(), in("ann", "c1"), "call-2");
        List<Part> repeated = calendar.offer("the first one", in("ann", "c1"), "call-2");

        assertThat(choice).isEmpty();
        assertThat(repeated).isEqualTo(answer);
    }

    @Test
    void aRepeatedCallThatBookedChoosesTheSameAgain() {
        calendar.offer("When could I come in?", in("ann", "c1"), "call-1");
        String first = calendar.choose("the second one", Map.of(), in("ann", "c1"), "call-2");
        calendar.book(first, in("ann", "c1"));

        String again = calendar.choose("the second one", Map.of(), in("ann", "c1"), "call-2");

        assertThat(again).isEqualTo(first);
        assertThat(calendar.book(again, in("ann", "c1"))).isTrue();
    }

    @Test
    void saysSoWhenNothingIsFree() {
        CalendarSettings settings = CalendarSettings.DEFAULT;
        CalendarSettings oneHour =
                new CalendarSettings(settings.hours(), Duration.ZERO, Duration.ofMinutes(30), settings.memory());
        Calendar full = new Calendar(store, clock, oneHour);
        full.book("2026-11-24T09:00", in("bob", "c9"));

        List<Part> answer = full.offer("When could I come in?", in("ann", "c1"), "call-1");

        assertThat(Message.textOf(answer)).startsWith("There is no free appointment");
    }

    private List<String> offered(String text, String context, String call) {
        return ids(calendar.offer(text, in("ann", context), call));
    }

    private static List<String> ids(List<Part> answer) {
        List<?> slots = (List<?>) Message.of("m", Role.AGENT, answer).data().get("appointments");
        return slots.stream().map(slot -> (String) ((Map<?, ?>) slot).get("id")).toList();
    }

    private static Conversation in(String caller, String context) {
        return new Conversation(caller, context);
    }

    private static Map<String, Object> slot(String start, String end) {
        String words = DateTimeFormatter.ofPattern("EEEE, MMMM d 'at' h:mm a", Locale.US)
                .format(LocalDateTime.parse(start));
        return Map.of(
                "id",
                start,
                "words",
                words,
                "start",
                start + ":00-05:00",
                "end",
                end + ":00-05:00",
                "zone",
                "America/New_York");
    }
}
