package dev.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is in deploy/ fits the code: metrics, variables and ports by their real names, manifests by Kubernetes' models. */
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** By kind; a member that the model does not know is an error. */
    private static final Map<String, Class<?>> MODELS = Map.of(
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

        assertThat(asked.stream().map(name -> name.replaceFirst("_seconds_(bucket|count|sum)$", "_seconds")))
                .hasSizeGreaterThan(10)
                .isSubsetOf(real);
    }

    @Test
    void everyAlertSaysInTheDocsWhatToDo() throws IOException {
        assertThat(names("docs/operating.md", "(?m)^\\| `(Drover[A-Za-z]+)`"))
                .isEqualTo(names("deploy/prometheus/rules.yml", "alert: (\\w+)"));
    }

    @Test
    void everyManifestIsWhatKubernetesKnows() throws IOException {
        int manifests = 0;
        for (JsonNode manifest : manifests()) {
            Class<?> model = MODELS.get(manifest.path("kind").asText());
            assertThat(model).as(manifest.path("kind").asText()).isNotNull();
            STRICT.treeToValue(manifest, model);
            manifests++;
        }

        assertThat(manifests).isEqualTo(MODELS.size());
    }

    private static List<JsonNode> manifests() throws IOException {
        List<JsonNode> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.list(DEPLOY.resolve("kubernetes/base"))) {
            for (Path file :
                    files.filter(path -> !path.endsWith("kustomization.yaml")).toList()) {
                YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(file.toFile())
                        .forEachRemaining(manifests::add);
            }
        }
        return manifests;
    }

    @Test
    void everyKustomizationNamesWhatIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY.resolve("kubernetes"))) {
            for (Path file :
                    files.filter(path -> path.endsWith("kustomization.yaml")).toList()) {
                for (JsonNode resource : YAML.readTree(file.toFile()).path("resources")) {
                    assertThat(file.resolveSibling(resource.asText())).exists();
                }
            }
        }
    }

    @Test
    void everyVariableIsOneThatTheSettingsRead() throws IOException {
        Set<String> read = names("application.properties", "\\{\\{env:([A-Z_]+)");
        read.addAll(names("application.properties", "\\|([A-Z_]+)[:}]"));
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
