package dev.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.drover.settings.Settings;
import dev.drover.wiring.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deploy/ tells Drover is enough for a start, and fits the image. */
class DeployedSettingsTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SECRET = "a-secret-that-nobody-guesses";

    /** What the Compose specification has of a service, and this file may need. */
    private static final Set<String> OF_A_SERVICE = Set.of(
            "image",
            "build",
            "command",
            "deploy",
            "depends_on",
            "environment",
            "expose",
            "healthcheck",
            "ports",
            "read_only",
            "restart",
            "stop_grace_period",
            "tmpfs",
            "user",
            "volumes");

    @Test
    void whatComposeSaysIsEnoughForAStart() throws Exception {
        JsonNode drover = compose().at("/services/drover");
        Map<String, String> environment = new HashMap<>();
        drover.path("environment")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(), variable.getValue().asText().replaceAll("\\$\\{[^}]*}", SECRET)));
        String config = environment.get("DROVER_CONFIG");
        assertThat(texts(drover.path("volumes"))).contains("./" + config + ":" + workdir() + "/" + config + ":ro");
        environment.put("DROVER_CONFIG", DEPLOY.resolve(config).toString());

        assertStarts(environment);
    }

    @Test
    void aProxyThatSendsAgainDoesNotMakeTwoTasksOfOneMessage() throws IOException {
        assertThat(Files.readString(DEPLOY.resolve("nginx.conf"))).contains("proxy_next_upstream error");
        assertThat(Files.readString(DEPLOY.resolve("compose.properties")))
                .contains("deduplicate.by-message-id = true\n");
    }

    @ParameterizedTest
    @CsvSource({"redis, REDIS_URL, redis://redis:6379", "postgres, STORE_URL, jdbc:postgresql://db:5432/drover"})
    void whatAnOverlaySaysIsEnoughForAStart(String overlay, String variable, String value) throws Exception {
        String kustomization = Files.readString(DEPLOY.resolve("kubernetes/" + overlay + "/kustomization.yaml"));
        assertThat(kustomization).contains("secretKeyRef: {name: drover, key: " + variable + "}");
        Map<String, String> environment = new HashMap<>(Map.of("API_KEY", SECRET, variable, value));
        for (JsonNode literal : yaml("kubernetes/base/kustomization.yaml").at("/configMapGenerator/0/literals")) {
            environment.put(literal.asText().split("=", 2)[0], literal.asText().split("=", 2)[1]);
        }

        assertStarts(environment);
    }

    /** As validate finds out; without {@code HOST} nobody would be reached, and the start would need no key. */
    private static void assertStarts(Map<String, String> environment) throws Exception {
        Settings settings = Settings.load(Path.of(""), environment::get);
        assertThat(settings.text("server.host", "")).isEqualTo("0.0.0.0");
        try (Rehearsal rehearsal = Rehearsal.of(settings, Path.of(""), Clock.systemUTC())) {
            assertThat(rehearsal.agents().all()).isNotEmpty();
        }
    }

    @Test
    void portsAndUserAreThoseOfTheImage() throws IOException {
        String image = Files.readString(Path.of("Dockerfile"));
        List<String> ports = List.of(found(image, "(?m)^EXPOSE (.*)$").split(" "));
        JsonNode pod = yaml("kubernetes/base/deployment.yaml").at("/spec/template");
        JsonNode container = pod.at("/spec/containers/0");

        assertThat(ports).containsExactly("10010", "10011");
        assertThat(Files.readString(Path.of("application.properties")))
                .contains("{{env:PORT:" + ports.get(0) + "}}", "{{env:MANAGEMENT_PORT:" + ports.get(1) + "}}");
        assertThat(texts(compose().at("/services/drover/expose"))).isEqualTo(ports);
        assertThat(Files.readString(DEPLOY.resolve("nginx.conf"))).contains("server drover:" + ports.get(0) + " ");
        assertThat(yaml("prometheus/prometheus.yml").findValuesAsText("port")).containsExactly(ports.get(1));
        assertThat(container.path("ports").findValuesAsText("containerPort")).isEqualTo(ports);
        assertThat(pod.at("/metadata/annotations/prometheus.io~1port").asText()).isEqualTo(ports.get(1));
        assertThat(pod.at("/spec/securityContext/runAsUser").asText() + ":"
                        + pod.at("/spec/securityContext/fsGroup").asText())
                .isEqualTo(found(image, "(?m)^USER (.*)$"));
    }

    /** Nothing but what ImageJourney finds it to write: the folder of an embedded store, which is a volume, and /tmp. */
    @Test
    void theRootFileSystemIsReadOnlyAndTmpIsNot() throws IOException {
        JsonNode drover = compose().at("/services/drover");
        JsonNode container = yaml("kubernetes/base/deployment.yaml").at("/spec/template/spec/containers/0");

        assertThat(drover.path("read_only").asBoolean()).isTrue();
        assertThat(texts(drover.path("tmpfs"))).containsExactly("/tmp");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.path("volumeMounts").findValuesAsText("mountPath")).containsExactly("/tmp");
        assertThat(found(Files.readString(Path.of("Dockerfile")), "(?m)^VOLUME (.*)$"))
                .isEqualTo(workdir() + "/data");
    }

    @Test
    void nobodyKillsADroverThatIsStillOnItsWayDown() throws IOException {
        Duration shutdownAndClosing = Duration.ofSeconds(30 + 10);
        JsonNode drover = compose().at("/services/drover");
        String literals = yaml("kubernetes/base/kustomization.yaml")
                .at("/configMapGenerator/0/literals")
                .toString();

        assertThat(time(drover.path("stop_grace_period").asText()))
                .isGreaterThanOrEqualTo(shutdownAndClosing.plus(
                        time(drover.at("/environment/DRAIN").asText())));
        assertThat(Duration.ofSeconds(yaml("kubernetes/base/deployment.yaml")
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asLong()))
                .isGreaterThanOrEqualTo(shutdownAndClosing.plus(time(found(literals, "DRAIN=(\\w+)"))));
    }

    @Test
    void composeNamesOnlyWhatThereIs() throws IOException {
        JsonNode compose = compose();
        Set<String> services = new TreeSet<>();
        compose.path("services").fieldNames().forEachRemaining(services::add);
        for (JsonNode service : compose.path("services")) {
            service.fieldNames()
                    .forEachRemaining(member -> assertThat(OF_A_SERVICE).contains(member));
            assertThat(services).containsAll(texts(service.path("depends_on")));
            for (String mount : texts(service.path("volumes"))) {
                String from = mount.split(":")[0];
                if (from.startsWith("./")) {
                    assertThat(DEPLOY.resolve(from)).exists();
                } else {
                    assertThat(compose.path("volumes").has(from)).as(from).isTrue();
                }
            }
        }
        assertThat(Files.readString(DEPLOY.resolve("grafana/provisioning/datasources/prometheus.yaml")))
                .contains("http://prometheus:9090");
    }

    private static JsonNode compose() throws IOException {
        return yaml("compose.yaml");
    }

    private static JsonNode yaml(String file) throws IOException {
        return YAML.readTree(DEPLOY.resolve(file).toFile());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static String workdir() throws IOException {
        String image = Files.readString(Path.of("Dockerfile"));
        return found(image.substring(image.lastIndexOf("\nFROM ")), "(?m)^WORKDIR (.*)$");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static Duration time(String text) {
        return Duration.parse("PT" + text);
    }
}
