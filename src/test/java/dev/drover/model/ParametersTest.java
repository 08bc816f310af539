package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void declarationsBecomeASchema() {
        Map<String, Object> schema = schema(Map.of(
                "parameter.model", "string; The car's model",
                "parameter.unit", "mi | km",
                "parameter.years", "integer[]",
                "required", "model, unit",
                "timeout", "5s"));

        assertThat(schema)
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(
                                "model", Map.of("type", "string", "description", "The car's model"),
                                "unit", Map.of("type", "string", "enum", List.of("mi", "km")),
                                "years", Map.of("type", "array", "items", Map.of("type", "integer"))),
                        "required",
                        List.of("model", "unit"),
                        "additionalProperties",
                        false));
    }

    @Test
    void noDeclarationIsAnObjectWithoutMembers() {
        assertThat(schema(Map.of())).containsEntry("properties", Map.of()).containsEntry("required", List.of());
    }

    @Test
    void anUnknownTypeAndARequirementThatIsNotDeclaredAreRefused() {
        assertThatThrownBy(() -> schema(Map.of("parameter.a", "text")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter.a")
                .hasMessageContaining("not text");
        assertThatThrownBy(() -> schema(Map.of("required", "b"))).hasMessageContaining("[b]");
    }

    private static Map<String, Object> schema(Map<String, String> declared) {
        return Parameters.schema(declared);
    }
}
