package dev.drover.adapter.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drover.refusal.StoreUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoUrlTest {
    @Test
    void needsATableOnly() {
        assertThat(DynamoUrl.parse("dynamodb:drover")).isEqualTo(new DynamoUrl("drover", null, null, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dynamodb:", "dynamodb:a b", "dynamodb:drover?create=perhaps", "dynamodb:drover?key=secret"})
    void saysWhatIsExpected(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoUrl.parse(url))
                .withMessageStartingWith("dynamodb:<table>?region=<region>");
    }

    @Test
    void createsNoTableUnlessItIsAskedTo() {
        DynamoUrl url =
                DynamoUrl.parse("dynamodb:nowhere?region=eu-central-1&endpoint=http://127.0.0.1:" + TestDynamo.port());

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> Dynamo.open(url))
                .withMessageContaining("the table nowhere: there is none");
    }
}
