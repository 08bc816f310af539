package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InstructionTest {
    @Test
    void membersOfTheDataAndValuesOfTheContextFillTheirPlaces() {
        Instruction instruction = new Instruction("Of {data.vehicle.year}: {context.estimate}.");

        assertThat(instruction.fill(Map.of("vehicle", Map.of("year", 2020)), key -> key + " is known"))
                .isEqualTo("Of 2020: estimate is known.");
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(new Instruction("[{data.a.b}{data.c}{context.d}]").fill(Map.of("a", "text"), key -> ""))
                .isEqualTo("[]");
    }

    @Test
    void otherBracesAndWhatValuesHoldStayAsTheyAre() {
        Instruction instruction = new Instruction("{\"a\": {other.b}} {data.c}");

        assertThat(instruction.fill(Map.of("c", "$1 {data.c}"), key -> "")).isEqualTo("{\"a\": {other.b}} $1 {data.c}");
    }
}
