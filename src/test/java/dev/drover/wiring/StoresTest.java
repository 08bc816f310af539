package dev.drover.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drover.adapter.dynamodb.TestDynamo;
import dev.drover.adapter.postgres.TestPostgres;
import dev.drover.adapter.redis.TestRedis;
import dev.drover.identity.Scope;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.task.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's URL alone says which store it is. */
class StoresTest {
    @TempDir
    Path folder;

    @Test
    void opensEveryStoreByItsUrl() throws Exception {
        assertWorks("memory:", false);
        assertWorks("rocksdb:./data", false);
        assertWorks("redis://127.0.0.1:" + TestRedis.shared().port + "?prefix=stores-test", true);
        assertWorks(
                "jdbc:postgresql://127.0.0.1:" + TestPostgres.port()
                        + "/postgres?user=postgres&currentSchema=stores_test",
                true);
        assertWorks(
                "dynamodb:stores-test?region=eu-central-1&create=true&endpoint=http://127.0.0.1:" + TestDynamo.port(),
                true);
    }

    private void assertWorks(String url, boolean shared) throws Exception {
        byte[] value = "value".getBytes(StandardCharsets.UTF_8);
        try (Stores stores = open(url)) {
            assertThat(stores.shared()).as(url).isEqualTo(shared);
            assertThat(stores.tasks().append(Samples.open("t1", Samples.ALICE, "c1", Samples.NOON)))
                    .as(url)
                    .isTrue();
            assertThat(stores.tasks().find(Scope.all(), "t1")).as(url).isPresent();
            assertThat(stores.state().claim("key", value, Duration.ofMinutes(1)))
                    .as(url)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://me:s3cret@host",
                "redis://me:s3cret@host:port",
                "redis://me:s3cret@a,b",
                "jdbc:mysql://host?password=s3cret",
                "jdbc:postgresql://host:port/db?password=s3cret",
                "dynamodb:table?secret=s3cret",
                "s3cret"
            })
    void saysWhatAUrlMustBeAndNotWhatItIs(String url) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> open(url))
                .withMessageStartingWith("store.url must be")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void takesTheUrlFromTheEnvironmentAndTheMoreSpecificVariableFirst() {
        assertThat(storeUrl(Map.of())).isEqualTo("rocksdb:./data/drover");
        assertThat(storeUrl(Map.of("REDIS_URL", "redis://one"))).isEqualTo("redis://one");
        assertThat(storeUrl(Map.of("REDIS_URL", "redis://one", "STORE_URL", "memory:")))
                .isEqualTo("memory:");
        assertThat(storeUrl(Map.of("REDIS_URL", "redis://one", "STORE_URL", "")))
                .isEqualTo("redis://one");
    }

    @Test
    void keepsTheUrlFromCamel() {
        Settings settings = Settings.load(Path.of("."), Map.of("REDIS_URL", "redis://me:s3cret@host")::get);

        assertThat(settings.properties().toString()).doesNotContain("s3cret");
    }

    private static String storeUrl(Map<String, String> environment) {
        return Settings.load(Path.of("."), environment::get).text("store.url", "");
    }

    private Stores open(String url) {
        return Stores.open(new Settings(Map.of("store.url", url)), folder, Clock.systemUTC());
    }
}
