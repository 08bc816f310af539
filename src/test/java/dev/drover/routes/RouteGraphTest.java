package dev.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.routes.RouteFiles.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds for YAML what the architecture test holds for Java. */
class RouteGraphTest {
    private static final Set<String> STEPS = Set.of(
            "to",
            "toD",
            "choice",
            "split",
            "loop",
            "wireTap",
            "setBody",
            "setVariable",
            "setHeader",
            "setHeaders",
            "removeHeaders",
            "circuitBreaker",
            "idempotentConsumer",
            "doTry",
            "delay",
            "log",
            "marshal",
            "unmarshal",
            "filter");
    private static final Set<String> OWN_DOORS =
            Set.of("platform-http", "management", "timer", "file", "amqp", "kafka");

    /** Nobody waits for their errors: they end where they happen. */
    private static final Set<String> ON_THEIR_OWN = Set.of("work", "deliver", "reject-message", "run-batch");

    private final List<Route> routes = RouteFiles.routes();

    @Test
    void everyFileIsOneRouteWithItsName() {
        Map<String, Long> perFile = routes.stream()
                .collect(Collectors.groupingBy(route -> route.file().toString(), Collectors.counting()));

        assertThat(perFile.values()).allMatch(count -> count == 1);
        assertThat(routes.stream().filter(route -> !route.template())).allSatisfy(route -> {
            boolean agent = route.file().getParent().endsWith("agents");
            assertThat(route.id()).isEqualTo((agent ? "agent-" : "") + route.fileName());
            String uri = String.valueOf(route.from().get("uri"));
            if (!isDoor(uri)) {
                assertThat(uri).isEqualTo("direct:" + route.id());
            }
        });
    }

    @Test
    void everyRouteSaysWhatItDoesAndToWhichGroupItBelongs() {
        assertThat(routes).allSatisfy(route -> {
            assertThat(route.definition()).containsKey("group");
            if (!route.id().equals("agent-{{agent}}")) {
                assertThat(route.definition()).containsKey("description");
            }
        });
    }

    @Test
    void everyDirectTargetHasItsRouteAndEveryDirectRouteItsCaller() {
        Set<String> consumed = new TreeSet<>();
        Set<String> called = new TreeSet<>();
        for (Route route : routes) {
            consumed.add(String.valueOf(route.from().get("uri")));
            called.addAll(targets(route));
        }

        assertThat(called.stream().filter(target -> !dynamic(target))).isSubsetOf(consumed);
        // request, progress and artifact are for the routes of users; work is entered by request
        Set<String> uncalled = consumed.stream()
                .filter(uri -> uri.startsWith("direct:") && !dynamic(uri) && !called.contains(uri))
                .collect(Collectors.toSet());
        // reject-message is called by the route configuration of triggers
        assertThat(uncalled).isSubsetOf(Set.of("direct:progress", "direct:artifact", "direct:reject-message"));
    }

    @Test
    void routesCallOneAnotherWithoutCycles() {
        Map<String, Set<String>> graph = new HashMap<>();
        routes.forEach(route -> graph.put(String.valueOf(route.from().get("uri")), targets(route)));

        graph.keySet().forEach(uri -> walk(uri, graph, new ArrayList<>()));
    }

    private static void walk(String uri, Map<String, Set<String>> graph, List<String> path) {
        assertThat(path).as("a cycle of routes").doesNotContain(uri);
        List<String> further = new ArrayList<>(path);
        further.add(uri);
        graph.getOrDefault(uri, Set.of()).forEach(target -> walk(target, graph, further));
    }

    @Test
    void aRouteHasAtMostTwelveSteps() {
        assertThat(routes).allSatisfy(route -> {
            int[] steps = {0};
            RouteFiles.visit(route.from(), (name, value) -> {
                if (name.equals("steps") && value instanceof List<?> list) {
                    list.forEach(step -> ((Map<?, ?>) step).keySet().forEach(kind -> assertThat(STEPS)
                            .contains(String.valueOf(kind))));
                }
            });
            steps[0] = ((List<?>) route.from().get("steps")).size();
            assertThat(steps[0]).as(route.id()).isLessThanOrEqualTo(12);
        });
    }

    @Test
    void stagesLeaveErrorsToTheirEntriesAndEntriesHandleThem() {
        assertThat(routes).allSatisfy(route -> {
            boolean entry = ON_THEIR_OWN.contains(route.id())
                    || isDoor(String.valueOf(route.from().get("uri")));
            boolean example = "examples".equals(route.definition().get("group"));
            if (entry && example) { // a way in of one's own may also handle its errors itself
                assertThat(route.definition().keySet())
                        .as(route.id())
                        .containsAnyOf("routeConfigurationId", "errorHandler");
            } else if (entry) {
                assertThat(route.definition()).as(route.id()).containsKey("routeConfigurationId");
            } else {
                assertThat(String.valueOf(route.definition().get("errorHandler")))
                        .as(route.id())
                        .isEqualTo("{noErrorHandler={}}");
            }
        });
    }

    @Test
    void nothingOfABodyIsReadBeforeARouteAsksForIt() {
        assertThat(routes.stream()
                        .filter(route -> String.valueOf(route.from().get("uri")).startsWith("platform-http:"))
                        .filter(route -> !"examples".equals(route.definition().get("group"))))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(String.valueOf(route.from().get("parameters")))
                        .as(route.id())
                        .contains("useStreaming=true"));
    }

    @Test
    void routesHoldNoScriptsNoHostsAndNoLoggedBodies() {
        Set<String> languages = Set.of("groovy", "js", "python", "joor", "java", "mvel", "ognl", "spel", "csimple");
        assertThat(routes)
                .allSatisfy(route -> RouteFiles.visit(route.definition(), (name, value) -> {
                    assertThat(languages).as(route.id()).doesNotContain(name);
                    if (name.equals("uri")) {
                        assertThat(String.valueOf(value)).as(route.id()).doesNotContain("://");
                    }
                    if (name.equals("log")) {
                        assertThat(String.valueOf(value)).as(route.id()).doesNotContain("${body");
                    }
                }));
    }

    /** A component may have a name of its own behind its scheme, as a trigger's has. */
    private static boolean isDoor(String uri) {
        return OWN_DOORS.contains(uri.split("[:-]\\{\\{|:")[0]);
    }

    private static boolean dynamic(String target) {
        return target.matches("direct:(call|agent|tool|send)-.*");
    }

    private static Set<String> targets(Route route) {
        Set<String> targets = new TreeSet<>();
        RouteFiles.visit(route.from().get("steps"), (name, value) -> {
            if (name.equals("uri") && String.valueOf(value).startsWith("direct:")) {
                targets.add(String.valueOf(value));
            }
        });
        return targets;
    }
}
