package dev.drover.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void leavesOutTheIdOfTheMessage() {
        assertThat(Fingerprint.of(Message.of("a", Role.USER, List.of(Part.text("x")))))
                .isEqualTo(Fingerprint.of(Message.of("b", Role.USER, List.of(Part.text("x")))))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void tellsMessagesApartByAllElse() {
        List<Part> hi = List.of(Part.text("hi"));
        List<Message> all = List.of(
                Message.of("m", Role.USER, hi),
                Message.of("m", Role.AGENT, hi),
                Message.of("m", Role.USER, hi).in("c", null),
                Message.of("m", Role.USER, hi).in("c", "t"),
                Message.of("m", Role.USER, hi).in("t", "c"),
                new Message("m", Role.USER, hi, null, null, Map.of("a", 1), List.of(), List.of()),
                new Message("m", Role.USER, hi, null, null, Map.of(), List.of("a"), List.of()),
                new Message("m", Role.USER, hi, null, null, Map.of(), List.of(), List.of("a")));

        assertAllDiffer(all.stream());
    }

    @Test
    void tellsPartsApart() {
        byte[] bytes = {'h', 'i'};
        assertAllDiffer(Stream.of(
                        List.of(Part.text("hi")),
                        List.of(Part.text("h"), Part.text("i")),
                        List.of(Part.link("hi", null, null)),
                        List.of(Part.data("hi")),
                        List.of(Part.data(List.of("hi"))),
                        List.of(Part.data(List.of("h", "i"))),
                        List.of(Part.file(bytes, null, null)),
                        List.of(Part.file(bytes, "hi", null)),
                        List.of(Part.file(bytes, null, "hi")),
                        List.of(new Part(new Part.Content.Text("hi"), null, null, Map.of("a", 1))))
                .map(FingerprintTest::message));
    }

    @Test
    void tellsJsonValuesApart() {
        assertAllDiffer(Stream.of(
                        null,
                        "",
                        "null",
                        "1",
                        1,
                        -1,
                        0.5,
                        Double.NaN,
                        true,
                        false,
                        "true",
                        List.of(),
                        Arrays.asList((Object) null),
                        List.of(List.of(), 1),
                        List.of(List.of(1)),
                        Map.of(),
                        Map.of("a", "b"),
                        Map.of("a", Map.of("b", 1)))
                .map(value -> message(List.of(Part.data(value)))));
    }

    @Test
    void doesNotMindHowANumberIsWritten() {
        Set<String> fingerprints = new HashSet<>();
        for (Number number : List.of(
                100, 100L, 100.0, 100f, BigInteger.valueOf(100), new BigDecimal("1e2"), new BigDecimal("100.00"))) {
            fingerprints.add(Fingerprint.of(message(List.of(Part.data(number)))));
        }

        assertThat(fingerprints).hasSize(1);
    }

    @Property
    void doesNotMindTheOrderOfMembers(@ForAll Map<String, Integer> members) {
        Map<String, Integer> reversed = new LinkedHashMap<>();
        new ArrayList<>(members.entrySet())
                .reversed()
                .forEach(member -> reversed.put(member.getKey(), member.getValue()));

        assertThat(Fingerprint.of(message(List.of(Part.data(reversed)))))
                .isEqualTo(Fingerprint.of(message(List.of(Part.data(members)))));
    }

    private static Message message(List<Part> parts) {
        return Message.of("m", Role.USER, parts);
    }

    private static void assertAllDiffer(Stream<Message> messages) {
        assertThat(messages.map(Fingerprint::of)).doesNotHaveDuplicates();
    }
}
