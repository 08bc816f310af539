package dev.drover.wiring.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("hunter2-of-redis", "abc"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "my key is hunter2-of-redis.              | hunter2-of-redis",
                "password: swordfish, please              | swordfish",
                "{\"token\":\"t0p\", \"n\":1}             | t0p",
                "{api_key=k-17, n=1}                      | k-17",
                "Authorization: Bearer abcdefgh.ijk       | abcdefgh.ijk",
                "use eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0 | eyJhbGci",
                "the key sk-abcdefghijklmnop1234          | abcdefghijklmnop1234",
                "AIzaSyA1234567890abcdefghijk             | AIzaSyA1234567890",
                "redis://me:s3cret@host:6379              | s3cret",
                "write to ann.b+c@mail.example.com        | ann.b",
                "IBAN DE89 3704 0044 0532 0130 00         | 0532",
                "card 4111 1111 1111 1111                 | 1111",
                "-----BEGIN PRIVATE KEY----- MIIEvQ       | MIIEvQ",
                "q9f8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3j2k1l0 | q9f8w7e6"
            })
    void takesOut(String text, String secret) {
        assertThat(redaction.of(text)).contains("[redacted]").doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I'd like to trade in my 2020 Toyota Camry, 45,000 miles",
                "on 2026-12-01 at 10:30, order 123456",
                "task 01a21054-0000-7000-8000-000000000000"
            })
    void leaves(String text) {
        assertThat(redaction.of(text)).isEqualTo(text);
    }

    @Test
    void aSecretTooShortToBeOneIsAWord() {
        assertThat(redaction.of("abc")).isEqualTo("abc");
    }
}
