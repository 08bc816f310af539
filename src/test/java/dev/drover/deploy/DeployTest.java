package dev.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in deploy/ fits the code: metrics, variables and ports by their real names, manifests by Kubernetes' models. */
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** By kind; a member that the model does not know is an error. */
    private static final Map<String, Class<?>> MODELS = Map.of(
            "ConfigMap", ConfigMap.class,
            "Deployment", Deployment.class,
            "Service", Service.class,
            "Ingress", Ingress.class,
            "NetworkPolicy", NetworkPolicy.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "HorizontalPodAutoscaler", HorizontalPodAutoscaler.class);

    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    @Test
    void everyQueryAsksForMetricsThatThereAre() throws IOException {
        Set<String> real = names("docs/operating.md", "(?m)^\\| `(drover_[a-z_]+)`");
        Set<String> asked = new TreeSet<>();
        asked.addAll(names("deploy/prometheus/rules.yml", "(drover_[a-z_]+)"));
        asked.addAll(names("deploy/grafana/drover.json", "(drover_[a-z_]+)"));
        asked.addAll(names("deploy/kubernetes/base/policies.yaml", "(drover_[a-z_]+)"));
        asked.addAll(names("deploy/kubernetes/keda/scaledobject.yaml", "(drover_[a-z_]+)"));

        assertThat(asked.stream().map(name -> name.replaceFirst("_seconds_(bucket|count|sum)$", "_seconds")))
                .hasSizeGreaterThan(10)
                .isSubsetOf(real);
    }

    @Test
    void everyMetricIsOnTheDashboard() throws IOException {
        Set<String> shown = new TreeSet<>();
        names("deploy/grafana/drover.json", "(drover_[a-z_]+)")
                .forEach(name -> shown.add(name.replaceFirst("_seconds_(bucket|count|sum)$", "_seconds")));

        assertThat(shown).isEqualTo(names("docs/operating.md", "(?m)^\\| `(drover_[a-z_]+)`"));
    }

    @Test
    void everyAlertSaysInTheDocsWhatToLookAtAndWhatToDo() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Pattern page = Pattern.compile("(?s)(Drover\\w+)\n\n\\*\\*(Page|Ticket)\\.\\*\\* .*\n- Look: .*\n- Do: .*");
        for (String section : Files.readString(Path.of("docs/operating.md")).split("(?m)^#{2,3} ")) {
            Matcher match = page.matcher(section);
            if (match.matches()) {
                documented.put(match.group(1), match.group(2).toLowerCase(Locale.ROOT));
            }
        }
        Map<String, String> ruled = new TreeMap<>();
        for (JsonNode rule :
                YAML.readTree(DEPLOY.resolve("prometheus/rules.yml").toFile()).at("/groups/0/rules")) {
            String name = rule.path("alert").asText();
            ruled.put(name, rule.at("/labels/severity").asText());
            assertThat(rule.at("/annotations/summary").asText()).as(name).isNotEmpty();
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo("docs/operating.md#" + name.toLowerCase(Locale.ROOT));
        }

        assertThat(documented).isEqualTo(ruled);
    }

    @Test
    void everyAlertBeginsWhereItShouldAndNoneOnAGoodDay() throws Exception {
        assumeTrue(isThere("promtool"), "needs promtool");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "src/test/resources/deploy/alerts.yml")
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    /** What KEDA and the Prometheus operator document, of which there are no models here: the members of a spec. */
    private static final Map<String, Set<String>> CUSTOM = Map.of(
            "ScaledObject",
            Set.of(
                    "scaleTargetRef",
                    "minReplicaCount",
                    "maxReplicaCount",
                    "pollingInterval",
                    "cooldownPeriod",
                    "fallback",
                    "triggers"),
            "ServiceMonitor",
            Set.of("selector", "endpoints"));

    @Test
    void everyManifestIsWhatKubernetesKnows() throws IOException {
        Set<String> kinds = new TreeSet<>();
        try (Stream<Path> files = Files.walk(DEPLOY.resolve("kubernetes"))) {
            for (Path file : files.filter(
                            path -> path.toString().endsWith(".yaml") && !path.endsWith("kustomization.yaml"))
                    .toList()) {
                for (JsonNode manifest : documents(Files.readString(file))) {
                    requireKnown(manifest);
                    kinds.add(manifest.path("kind").asText());
                }
            }
        }

        assertThat(kinds)
                .contains("Deployment", "Service", "Ingress", "HorizontalPodAutoscaler")
                .containsAll(CUSTOM.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "postgres"})
    void anOverlayIsRenderedWholeWhereTheToolIsThere(String overlay) throws Exception {
        assumeTrue(isThere("kubectl"), "needs kubectl");
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", "deploy/kubernetes/" + overlay).start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(kubectl.waitFor()).isZero();
        Map<String, JsonNode> byKind = new TreeMap<>();
        for (JsonNode manifest : documents(rendered)) {
            requireKnown(manifest);
            byKind.put(manifest.path("kind").asText(), manifest);
        }
        assertThat(byKind).containsKeys("Deployment", "ScaledObject", "ServiceMonitor", "ConfigMap");
        assertThat(byKind).doesNotContainKey("HorizontalPodAutoscaler"); // there must not be two autoscalers
        JsonNode container = byKind.get("Deployment").at("/spec/template/spec/containers/0");
        assertThat(container.path("envFrom").toString())
                .contains(byKind.get("ConfigMap").at("/metadata/name").asText());
        assertThat(container.path("env").findValuesAsText("key")).hasSize(1);
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static void requireKnown(JsonNode manifest) throws IOException {
        String kind = manifest.path("kind").asText();
        if (CUSTOM.containsKey(kind)) {
            List<String> members = new ArrayList<>();
            manifest.path("spec").fieldNames().forEachRemaining(members::add);
            assertThat(members).as(kind).isNotEmpty().isSubsetOf(CUSTOM.get(kind));
            return;
        }
        assertThat(MODELS).containsKey(kind);
        STRICT.treeToValue(manifest, MODELS.get(kind));
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).forEachRemaining(documents::add);
        return documents;
    }

    @Test
    void everyQueueThatIsScaledByIsAskedForInAWayThatDroverReads() throws IOException {
        JsonNode scaled = documents(Files.readString(DEPLOY.resolve("kubernetes/keda/scaledobject.yaml")))
                .getFirst();

        // as wiring.queue names it
        assertThat(scaled.findValuesAsText("consumerGroup")).containsExactly("drover-orders");
        assertThat(scaled.findValuesAsText("type")).containsExactly("artemis-queue", "kafka", "prometheus");
    }

    @Test
    void everyKustomizationNamesWhatIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY.resolve("kubernetes"))) {
            for (Path file :
                    files.filter(path -> path.endsWith("kustomization.yaml")).toList()) {
                for (String member : List.of("resources", "components")) {
                    for (JsonNode named : YAML.readTree(file.toFile()).path(member)) {
                        assertThat(file.resolveSibling(named.asText())).exists();
                    }
                }
            }
        }
    }

    @Test
    void everyVariableIsOneThatTheSettingsRead() throws IOException {
        Set<String> read = names("application.properties", "\\{\\{env:([A-Z_]+)");
        read.addAll(names("application.properties", "\\|([A-Z_]+)[:}]"));
        read.addAll(names("deploy/compose.properties", "\\{\\{env:([A-Z_]+)"));
        read.add("DROVER_CONFIG");
        Set<String> set = new TreeSet<>(names("deploy/kubernetes/base/kustomization.yaml", "(?m)^ +- ([A-Z_]+)="));
        set.addAll(names("deploy/kubernetes/redis/kustomization.yaml", "key: ([A-Z_]+)"));
        set.addAll(names("deploy/kubernetes/postgres/kustomization.yaml", "key: ([A-Z_]+)"));
        YAML.readTree(DEPLOY.resolve("compose.yaml").toFile())
                .at("/services/drover/environment")
                .fieldNames()
                .forEachRemaining(set::add);

        assertThat(set).contains("HOST", "REDIS_URL", "STORE_URL", "DRAIN").isSubsetOf(read);
    }

    private static Set<String> names(String file, String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .forEach(match -> names.add(match.group(1)));
        return names;
    }
}
