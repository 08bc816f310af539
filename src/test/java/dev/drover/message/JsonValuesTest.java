package dev.drover.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
    @Test
    void keepsWhatWasThereWhenTheOriginalChanges() {
        List<Object> inner = new ArrayList<>(List.of("one"));
        Map<String, @Nullable Object> original = new LinkedHashMap<>();
        original.put("list", inner);
        original.put("nothing", null);

        Map<String, @Nullable Object> copy = JsonValues.copy(original);
        inner.add("two");
        original.put("more", 1);

        assertThat(copy).containsExactly(Map.entry("list", List.of("one")), nothing());
        assertThat(copy.containsKey("nothing")).isTrue();
    }

    private static Map.Entry<String, @Nullable Object> nothing() {
        return new java.util.AbstractMap.SimpleEntry<>("nothing", null);
    }

    @Test
    void cannotBeChangedAtAnyDepth() {
        Map<String, @Nullable Object> copy = JsonValues.copy(
                Map.of("list", new ArrayList<>(List.of("one")), "map", new LinkedHashMap<>(Map.of("a", 1))));

        assertThatThrownBy(() -> copy.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.entrySet().iterator().next().setValue("x"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) copy.get("list")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) copy.get("map")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalsWhatItWasCopiedFrom() {
        Map<String, @Nullable Object> original =
                new LinkedHashMap<>(Map.of("list", Arrays.asList("one", null, List.of(2L)), "map", Map.of("a", true)));

        Map<String, @Nullable Object> copy = JsonValues.copy(original);

        assertThat(copy).isEqualTo(original).hasSameHashCodeAs(original).hasToString(original.toString());
        assertThat(original).isEqualTo(copy);
    }

    @Test
    void isNotCopiedAgain() {
        Map<String, @Nullable Object> copy = JsonValues.copy(Map.of("list", List.of(List.of("one"))));

        assertThat(JsonValues.copy(copy)).isSameAs(copy);
        assertThat(JsonValues.copyOf(copy.get("list"))).isSameAs(copy.get("list"));
    }

    @Test
    void findsItsMembersWhereThereAreFewAndWhereThereAreMany() {
        for (int size : new int[] {1, 8, 9, 1000}) {
            Map<String, @Nullable Object> original = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                original.put("name" + i, i);
            }

            Map<String, @Nullable Object> copy = JsonValues.copy(original);

            assertThat(copy).isEqualTo(original);
            assertThat(copy.keySet()).containsExactlyElementsOf(original.keySet());
            original.forEach((name, value) -> assertThat(copy.get(name)).isEqualTo(value));
            assertThat(copy.get("other")).isNull();
            assertThat(copy.containsKey("other")).isFalse();
        }
    }
}
