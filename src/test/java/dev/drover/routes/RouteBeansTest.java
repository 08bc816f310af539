package dev.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.settings.Settings;
import dev.drover.wiring.Application;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** Every bean and every method that a route names is there. */
class RouteBeansTest {
    private final Main main = new Application(
                    new Settings(Map.of("store.url", "memory:")), Path.of("").toAbsolutePath(), Clock.systemUTC())
            .main();

    @Test
    void everyBeanAndMethodThatARouteNamesExists() {
        List<String> missing = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (RouteFiles.Route route : RouteFiles.routes()) {
            steps(route).forEach(step -> {
                String bean = String.valueOf(step.get("uri")).substring("bean:".length());
                String method = method(step);
                (exists(bean, method) ? found : missing).add(route.id() + ": " + bean + "." + method);
            });
        }

        assertThat(missing).isEmpty();
        assertThat(found).isNotEmpty();
    }

    private static Stream<Map<?, ?>> steps(RouteFiles.Route route) {
        List<Map<?, ?>> steps = new ArrayList<>();
        RouteFiles.visit(route.definition(), (name, value) -> {
            if (name.equals("to")
                    && value instanceof Map<?, ?> step
                    && String.valueOf(step.get("uri")).startsWith("bean:")) {
                steps.add(step);
            }
        });
        return steps.stream();
    }

    private static String method(Map<?, ?> step) {
        return step.get("parameters") instanceof Map<?, ?> parameters
                ? String.valueOf(parameters.get("method")).split("\\(")[0]
                : "";
    }

    private boolean exists(String name, String method) {
        Object bean = main.lookup(name, Object.class);
        return bean != null
                && Stream.of(bean.getClass().getMethods()).map(Method::getName).anyMatch(method::equals);
    }
}
