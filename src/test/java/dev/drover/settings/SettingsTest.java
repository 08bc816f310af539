package dev.drover.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Set<String> KNOWN = Set.of("server.port", "server.host", "reply.wait");
    private static final Set<String> OF_AGENTS = Set.of("kind", "timeout");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void takesAValueFromTheEnvironmentAndOtherwiseItsDefault() throws IOException {
        write("application.properties", "server.port = {{env:PORT:10010}}", "server.host = {{env:HOST:127.0.0.1}}");
        environment.put("PORT", "9000");
        environment.put("HOST", "");

        Settings settings = load();

        assertThat(settings.text("server.port", "")).isEqualTo("9000");
        assertThat(settings.text("server.host", "")).isEqualTo("127.0.0.1");
    }

    @Test
    void namesTheVariableThatHasToBeSet() throws IOException {
        write("application.properties", "server.port = {{env:PORT}}");

        assertThatThrownBy(this::load)
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("server.port needs the environment variable PORT");
    }

    @Test
    void aFurtherFileWins() throws IOException {
        write("application.properties", "server.port = 1", "reply.wait = 2s");
        write("more.properties", "server.port = 3");
        environment.put("DROVER_CONFIG", "more.properties");

        Settings settings = load();

        assertThat(settings.text("server.port", "")).isEqualTo("3");
        assertThat(settings.time("reply.wait", "60s")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aFurtherFileThatIsNotThereStopsTheStart() {
        environment.put("DROVER_CONFIG", "more.properties");

        assertThatThrownBy(this::load).isInstanceOf(InvalidSetting.class).hasMessageContaining("more.properties");
    }

    @ParameterizedTest
    @CsvSource({
        "server.prot, server.port",
        "reply.wiat, reply.wait",
        "agents.weather.timout, agents.weather.timeout",
    })
    void namesTheNearestKnownKeyOfAnUnknownOne(String wrong, String right) {
        Settings settings = new Settings(Map.of(wrong, "1"));

        assertThatThrownBy(() -> settings.requireKnown(KNOWN, OF_AGENTS))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("there is no setting " + wrong)
                .hasMessageContaining("did you mean " + right + "?");
    }

    @Test
    void leavesKeysThatAreNotDroversAlone() {
        Settings settings = new Settings(Map.of("camel.main.name", "x", "my.own.key", "y"));

        settings.requireKnown(KNOWN, OF_AGENTS);

        assertThat(settings.properties()).containsEntry("my.own.key", "y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "x", "", "1.5"})
    void saysWhatANumberMustBe(String value) {
        Settings settings = new Settings(Map.of("server.port", value));

        assertThatThrownBy(() -> settings.number("server.port", 10010, 1, 65535))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("server.port is " + value + ", but must be a whole number from 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "20s, PT20S", "5m, PT5M", "24h, PT24H", "7d, PT168H"})
    void readsTimesWithTheirUnit(String text, Duration time) {
        assertThat(new Settings(Map.of("reply.wait", text)).time("reply.wait", "1s"))
                .isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "s", "-5s", "1.5s", "20 s", "20S"})
    void saysWhatATimeMustBe(String text) {
        assertThatThrownBy(() -> new Settings(Map.of("reply.wait", text)).time("reply.wait", "1s"))
                .hasMessage("reply.wait is " + text + ", but must be a time such as 500ms, 20s, 5m, 24h or 7d");
    }

    @ParameterizedTest
    @CsvSource({"512B, 512", "16KB, 16384", "10mb, 10485760", "1GB, 1073741824"})
    void readsSizesInStepsOf1024(String text, long bytes) {
        assertThat(new Settings(Map.of("a.size", text)).size("a.size", "1B")).isEqualTo(bytes);
    }

    private Settings load() {
        return Settings.load(folder, environment::get);
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }
}
