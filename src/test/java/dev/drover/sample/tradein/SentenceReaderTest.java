package dev.drover.sample.tradein;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceReaderTest {
    private static final DepreciationTable TABLE = DepreciationTable.load();

    private final SentenceReader reader = new SentenceReader(
            TABLE.names(), new YearWords(TABLE.plausible(), 2026), new MileageWords(TABLE.plausible()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2020 Toyota Camry                            | 2020 | Toyota        | Camry",
                "my camry from 2020                           | 2020 | Toyota        | Camry",
                "a 2018 civic                                 | 2018 | Honda         | Civic",
                "my '20 Camry                                 | 2020 | Toyota        | Camry",
                "I bought a chevy silverado in 2015           | 2015 | Chevrolet     | Silverado",
                "2017 VW Golf                                 | 2017 | Volkswagen    | Golf",
                "2019 ford f150                               | 2019 | Ford          | F-150",
                "2019 Ford F 150                              | 2019 | Ford          | F-150",
                "2021 honda crv                               | 2021 | Honda         | CR-V",
                "Ram 1500 2019                                | 2019 | Ram           | 1500",
                "2022 Tesla Model 3                           | 2022 | Tesla         | Model 3",
                "Model Y, 2023                                | 2023 | Tesla         | Model Y",
                "2016 Mercedes C-Class                        | 2016 | Mercedes-Benz | C-Class",
                "2016 Mercedes-Benz C class                   | 2016 | Mercedes-Benz | C-Class",
                "2014 Mazda 3                                 | 2014 | Mazda         | 3",
                "I have 3 kids and a 2014 Mazda CX-5          | 2014 | Mazda         | CX-5",
                "2018 Subaru Crosstrek with 60,000 miles      | 2018 | Subaru        | Crosstrek",
                "2012 Zastava Koral                           | 2012 | Zastava       | Koral",
                "Camry, 2020, could I come on November 25, 2026 | 2020 | Toyota      | Camry",
                "book 2026-11-25T10:30 for my 2020 Camry      | 2020 | Toyota        | Camry"
            })
    void findsTheCar(String sentence, int year, String make, String model) {
        Description car = reader.read(sentence);

        assertThat(car.year()).isEqualTo(Reading.known(year));
        assertThat(car.make()).isEqualTo(Reading.known(make));
        assertThat(car.model()).isEqualTo(Reading.known(model));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "When could I come in?",
                "The second one, please",
                "Tuesday at 10:30",
                "book 2026-11-25T10:30",
                "good morning, that is a good price",
                "I live 5 miles away",
                "it does 30 miles per gallon",
                "I want $16,400 for it",
                "let us focus on the date",
                ""
            })
    void findsNothingWhereNothingIsSaidOfACar(String sentence) {
        assertThat(reader.read(sentence)).isEqualTo(Description.NOTHING);
    }

    @Test
    void aMakeAloneLeavesTheModelToBeAsked() {
        Description car = reader.read("2015 Ford with 80k miles");

        assertThat(car.make()).isEqualTo(Reading.known("Ford"));
        assertThat(car.model()).isEqualTo(Reading.absent());
        assertThat(car.mileage()).isEqualTo(Reading.known(80000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "45,000 miles                    | 45000",
                "45000 miles                     | 45000",
                "45k miles                       | 45000",
                "45K                             | 45000",
                "45.5k mi                        | 45500",
                "45 thousand miles               | 45000",
                "45.000 km                       | 27962",
                "120 000 kilometres              | 74565",
                "mileage: 45000                  | 45000",
                "the odometer reads 45,123       | 45123",
                "45,000                          | 45000",
                "2020 Camry 45000                | 45000",
                "2000 miles                      | 2000",
                "0 miles                         | 0",
                "I live 20 miles north and it has 45,000 miles | 45000"
            })
    void findsTheMileage(String sentence, int miles) {
        assertThat(reader.read(sentence).mileage()).isEqualTo(Reading.known(miles));
    }

    @Test
    void milesAreNoYear() {
        assertThat(reader.read("Camry, 2000 miles").year()).isEqualTo(Reading.absent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "excellent condition          | EXCELLENT",
                "it is like new               | EXCELLENT",
                "in very good condition       | GOOD",
                "in great shape               | GOOD",
                "45,000 miles, good           | GOOD",
                "not bad shape                | GOOD",
                "the condition is fair        | FAIR",
                "condition: okay              | FAIR",
                "it is not good               | FAIR",
                "a fair price, poor condition | POOR",
                "rough                        | POOR"
            })
    void findsTheCondition(String sentence, Condition condition) {
        assertThat(reader.read(sentence).condition()).isEqualTo(Reading.known(condition));
    }

    @Test
    void readsAVeryLongSentenceInNoTime() {
        String sentence = "1 ,".repeat(1_000_000) + " 2020 Toyota Camry";

        assertThat(reader.read(sentence).make()).isEqualTo(Reading.absent());
    }
}
