package dev.drover.wiring.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.a2a.Security;
import dev.drover.identity.Caller;
import dev.drover.identity.Role;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final String HASH = "sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    @Test
    void withNothingConfiguredEverybodyIsAnonymousOnLoopback() throws IOException {
        Gate gate = gate();

        assertThat(gate.security()).isEmpty();
        assertThat(gate.authentication().callerOf(Map.of("authorization", "Bearer x")))
                .isEqualTo(Caller.ANONYMOUS);
    }

    @Test
    void refusesToListenToOthersWithoutAuthentication() {
        assertThatThrownBy(() -> gate("server.host = 0.0.0.0"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("server.host is 0.0.0.0, and no authentication is configured");
    }

    @Test
    void listensToOthersWithAKeyOrOnPurpose() throws IOException {
        assertThat(gate("server.host = 0.0.0.0", "authenticate.keys.ci.hash = " + HASH)
                        .authentication()
                        .isConfigured())
                .isTrue();
        assertThat(gate("server.host = 0.0.0.0", "authenticate.allow-anonymous = true")
                        .authentication()
                        .isConfigured())
                .isFalse();
    }

    @Test
    void aKeyFromTheEnvironmentIsOneAndAnEmptyOneIsNone() throws IOException {
        Gate gate = gate(
                "authenticate.keys.default.key = {{env:API_KEY:}}",
                "authenticate.keys.default.roles = caller, operator",
                "authenticate.keys.other.key = {{env:OTHER:}}");

        Caller caller = gate.authentication().callerOf(Map.of("x-api-key", "key-from-the-environment"));

        assertThat(caller.name()).isEqualTo("default");
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.CALLER, Role.OPERATOR);
        assertThat(gate.authentication().keys().all()).hasSize(1);
    }

    @Test
    void theCardSaysWhatIsConfigured() throws IOException {
        Gate gate = gate(
                "authenticate.allow-anonymous = true",
                "authenticate.keys.ci.hash = " + HASH,
                "authenticate.issuers.corp.url = https://login.example.com/corp",
                "authenticate.issuers.corp.audience = drover",
                "authenticate.issuers.corp.scope = drover.use",
                "authenticate.issuers.old.url = https://old.example.com",
                "authenticate.issuers.old.audience = drover",
                "authenticate.issuers.old.jwks = https://old.example.com/keys",
                "authenticate.issuers.opaque.introspection = https://opaque.example.com/introspect",
                "authenticate.issuers.opaque.client-id = drover");

        assertThat(gate.security())
                .containsExactly(
                        new Security.ApiKey("api-key", "X-API-Key"),
                        new Security.OpenIdConnect(
                                "corp",
                                "https://login.example.com/corp/.well-known/openid-configuration",
                                List.of("drover.use")),
                        new Security.Http("old", "Bearer", "JWT", List.of()),
                        new Security.Http("opaque", "Bearer", null, List.of()),
                        new Security.Nothing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            authenticate.keys.ci.hash = 1234                      | authenticate.keys.ci.hash is 1234, but must be sha256: and the 64 hexadecimal digits of the key's SHA-256
            authenticate.keys.ci.key = k;authenticate.keys.ci.hash = x | authenticate.keys.ci.key and authenticate.keys.ci.hash are both set; set one
            authenticate.keys.ci.key = k;authenticate.keys.ci.roles = admin | authenticate.keys.ci.roles is admin, but must be caller, viewer or operator
            authenticate.keys.ci.key = k;authenticate.keys.ci.expires = soon | authenticate.keys.ci.expires is soon, but must be a day such as 2027-01-31
            authenticate.keys.anonymous.key = k                    | authenticate.keys.anonymous.caller is anonymous, but must be made of lower-case letters, digits and dashes, and not anonymous
            authenticate.keys.CI.key = k                           | authenticate.keys.CI.key has a name that is not made of lower-case letters, digits and dashes
            authenticate.issuers.corp.url = https://a.example.com  | authenticate.issuers.corp.audience is missing: without it tokens that were not made for this server would be taken
            authenticate.issuers.corp.url = http://a.example.com;authenticate.issuers.corp.audience = d | authenticate.issuers.corp.url is http://a.example.com, but must be an https URL; http is for this machine only
            authenticate.issuers.corp.url = https://a.example.com;authenticate.issuers.corp.audience = d;authenticate.issuers.corp.algorithms = HS256 | authenticate.issuers.corp.algorithms is HS256, but must be some of ES256, ES384, ES512, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512
            authenticate.issuers.tls.url = https://a.example.com   | authenticate.issuers.tls.url: the name tls stands for something else
            authenticate.issuers.a.introspection = https://a.example.com | authenticate.issuers.a.client-id is missing: Drover asks authenticate.issuers.a.introspection as it
            """)
    void refusesSettingsThatCannotBeMeant(String settings, String message) {
        assertThatThrownBy(() -> gate(settings.split(";")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(message);
    }

    @Test
    void certificatesOfClientsAreAWayToAuthenticate() throws IOException {
        Gate gate = gate("server.host = 0.0.0.0", "tls.client-certificates = required");

        assertThat(gate.security()).containsExactly(new Security.MutualTls("tls"));
        assertThat(gate.authentication().callerOf(Map.of(":certificate", "CN=dora")))
                .isEqualTo(new Caller("tls:CN=dora"));
    }

    @Test
    void showsNoSecret() throws IOException {
        Settings settings = settings("authenticate.keys.ci.key = very-secret-key", "tls.password = very-secret-key");

        assertThat(settings.toString()).doesNotContain("very-secret").contains("authenticate.keys.ci.key");
        assertThat(settings.properties().toString()).doesNotContain("very-secret");
        assertThatThrownBy(() -> settings.time("tls.password", "1s"))
                .hasMessage("tls.password is not usable; it must be a time such as 500ms, 20s, 5m, 24h or 7d");
    }

    private Gate gate(String... lines) throws IOException {
        return Gate.of(settings(lines), Clock.systemUTC());
    }

    private Settings settings(String... lines) throws IOException {
        Files.write(folder.resolve("application.properties"), List.of(lines));
        return Settings.load(folder, Map.of("API_KEY", "key-from-the-environment")::get);
    }
}
