package dev.drover.adapter.jsonschema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.drover.model.SchemaCheck;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** JSON Schema 2020-12, without references to other documents. */
public final class JsonSchemas implements SchemaCheck {
    /** Made when the first value is checked: vocabularies and mapper cost every start a fifth of a second. */
    private static final class Draft {
        static final ObjectMapper JSON = new ObjectMapper();
        static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    }

    private final Map<Map<String, @Nullable Object>, JsonSchema> read = new ConcurrentHashMap<>();

    @Override
    public List<String> violations(Map<String, @Nullable Object> schema, @Nullable Object value) {
        JsonSchema checked = read.computeIfAbsent(schema, key -> Draft.SCHEMAS.getSchema(Draft.JSON.valueToTree(key)));
        return checked.validate(Draft.JSON.valueToTree(value)).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }
}
