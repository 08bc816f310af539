package dev.drover.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {
    @Test
    void hasDefaultsForAllButTheHost() {
        RedisUrl url = RedisUrl.parse("redis://cache.internal");

        assertThat(url.addresses()).containsExactly("redis://cache.internal:6379");
        assertThat(url.user()).isNull();
        assertThat(url.password()).isNull();
        assertThat(url.database()).isZero();
        assertThat(url.prefix()).isEqualTo("drover");
    }

    @Test
    void readsEverything() {
        RedisUrl url = RedisUrl.parse("rediss://me:p%40ss%2Fw+rd@[::1]:7000/3?prefix=staging");

        assertThat(url.addresses()).containsExactly("rediss://[::1]:7000");
        assertThat(url.user()).isEqualTo("me");
        assertThat(url.password()).isEqualTo("p@ss/w+rd");
        assertThat(url.database()).isEqualTo(3);
        assertThat(url.prefix()).isEqualTo("staging");
    }

    @Test
    void takesAPasswordWithoutAUser() {
        RedisUrl url = RedisUrl.parse("redis://:secret@localhost");

        assertThat(url.user()).isNull();
        assertThat(url.password()).isEqualTo("secret");
    }

    @Test
    void takesTheHostsForSentinelsWhereAMasterIsNamed() {
        RedisUrl url = RedisUrl.parse("redis://a,b:5000,c/?sentinel=main");

        assertThat(url.addresses()).containsExactly("redis://a:26379", "redis://b:5000", "redis://c:26379");
        assertThat(url.sentinel()).isEqualTo("main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis:",
                "redis://",
                "redis://user:secret@",
                "redis://a,b",
                "redis://user:sec/ret@host",
                "redis://user:secret@host:port",
                "redis://host/secret",
                "redis://host?secret=secret",
                "redis://host?prefix="
            })
    void saysWhatIsExpectedAndNotWhatWasGiven(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisUrl.parse(url))
                .withMessageNotContaining("secret")
                .withMessageNotContaining("sec/ret");
    }

    @Test
    void showsNeitherUserNorPassword() {
        assertThat(RedisUrl.parse("redis://user:secret@host:1/2")).hasToString("redis://host:1/2");
    }
}
