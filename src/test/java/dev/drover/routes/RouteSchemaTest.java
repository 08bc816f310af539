package dev.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route file is canonical YAML by Camel's own schema. */
class RouteSchemaTest {
    private static final JsonSchema SCHEMA = schema();

    @ParameterizedTest
    @MethodSource("dev.drover.routes.RouteFiles#all")
    void isValid(Path file) {
        JsonNode routes = new ObjectMapper().valueToTree(RouteFiles.parse(file));

        assertThat(SCHEMA.validate(routes)).isEmpty();
    }

    private static JsonSchema schema() {
        try (InputStream in = RouteSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
