package dev.drover.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The package table of the design, held. */
class ArchitectureTest {
    private static final JavaClasses DROVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.drover");

    private static final List<String> PLAIN = List.of("java..", "org.jspecify..");

    /** Which features a feature may use, beside itself. */
    private static final Map<String, List<String>> FEATURES = Map.ofEntries(
            entry("message", List.of()),
            entry("settings", List.of()),
            entry("entry", List.of("message", "refusal", "settings")),
            entry("refusal", List.of()),
            entry("state", List.of()),
            entry("lease", List.of("state", "refusal")),
            entry("deadletter", List.of("task", "plan", "agent", "message", "identity", "refusal")),
            entry("queue", List.of("identity", "refusal", "state")),
            entry("identity", List.of("refusal")),
            entry("address", List.of()),
            entry("limits", List.of("identity", "refusal")),
            entry("agent", List.of("message")),
            entry("model", List.of("message")),
            entry("a2ui", List.of("message")),
            entry("budget", List.of("model", "message", "state", "refusal")),
            entry("plan", List.of("agent", "message", "refusal")),
            entry("task", List.of("identity", "message", "model", "refusal", "agent", "plan")),
            entry("answer", List.of("task", "plan", "agent", "message", "refusal")),
            entry("metrics", List.of("refusal", "task", "identity", "message", "agent", "plan")),
            entry("trace", List.of()),
            entry("idempotency", List.of("identity", "refusal", "state", "task", "message")));

    /** The one technology of each adapter, and of the wire packages. */
    private static final Map<String, List<String>> TECHNOLOGIES = Map.ofEntries(
            entry(
                    "adapter.gemini",
                    List.of("com.google.genai..", "com.google.common..", "com.fasterxml.jackson..", "okhttp3..")),
            entry("adapter.jsonschema", List.of("com.networknt.schema..", "com.fasterxml.jackson..")),
            entry("adapter.json", List.of("com.fasterxml.jackson..")),
            entry("adapter.a2aclient", List.of("com.fasterxml.jackson..", "javax.net.ssl..", "dev.drover.a2a")),
            entry("adapter.bucket4j", List.of("io.github.bucket4j..")),
            entry("adapter.jwt", List.of("com.nimbusds..", "org.slf4j..")),
            entry("adapter.memory", List.of()),
            entry("adapter.logback", List.of("ch.qos.logback..", "co.elastic.logging..", "org.slf4j..")),
            entry("adapter.micrometer", List.of("io.micrometer..")),
            entry("adapter.otel", List.of("io.opentelemetry..", "org.slf4j..")),
            entry("adapter.rocksdb", List.of("org.rocksdb..", "org.slf4j..")),
            entry("adapter.dynamodb", List.of("software.amazon.awssdk..")),
            entry(
                    "adapter.postgres",
                    List.of("org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb..", "javax.sql..", "org.slf4j..")),
            entry("adapter.redis", List.of("org.redisson..", "org.slf4j..")),
            entry("a2a", List.of("com.fasterxml.jackson..")),
            entry("sample.tradein", List.of()));

    @Test
    void featuresUseOnlyJavaAndTheFeaturesBelowThem() {
        FEATURES.forEach((feature, others) -> {
            List<String> allowed = new ArrayList<>(PLAIN);
            allowed.add("dev.drover." + feature);
            others.forEach(other -> allowed.add("dev.drover." + other));
            classes()
                    .that()
                    .resideInAPackage("dev.drover." + feature)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed.toArray(String[]::new))
                    .check(DROVER);
        });
    }

    @Test
    void anAdapterKnowsTheFeaturesAndOneTechnology() {
        TECHNOLOGIES.forEach((adapter, technology) -> {
            List<String> allowed = new ArrayList<>(PLAIN);
            allowed.addAll(technology);
            allowed.add("dev.drover." + adapter);
            FEATURES.keySet().forEach(feature -> allowed.add("dev.drover." + feature));
            classes()
                    .that()
                    .resideInAPackage("dev.drover." + adapter)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed.toArray(String[]::new))
                    .check(DROVER);
        });
    }

    @Test
    void everyPackageIsInOneOfTheTables() {
        List<String> known = new ArrayList<>(List.of("dev.drover", "dev.drover.wiring..", "dev.drover.http"));
        FEATURES.keySet().forEach(feature -> known.add("dev.drover." + feature));
        TECHNOLOGIES.keySet().forEach(adapter -> known.add("dev.drover." + adapter));

        classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(DROVER);
    }

    @Test
    void onlyWiringAndTheHttpEngineKnowCamel() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.drover.wiring..", "dev.drover.http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(DROVER);
    }

    @Test
    void onlyTheHttpEngineKnowsVertx() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.drover.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(DROVER);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.drover.(**)").should().beFreeOfCycles().check(DROVER);
    }
}
