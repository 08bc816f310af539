package dev.drover.adapter.dynamodb;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which table: {@code dynamodb:drover?region=eu-central-1}. Credentials, and the region where it is left out, come from
 * where the AWS SDK finds them: environment, profile, container or instance role.
 *
 * @param endpoint absent for AWS's own
 * @param create whether to create a table that is not there
 */
public record DynamoUrl(
        String table, @Nullable String region, @Nullable URI endpoint, boolean create) {
    private static final Set<String> PARAMETERS = Set.of("region", "endpoint", "create");
    private static final String FORM = "dynamodb:<table>?region=<region>&endpoint=<URL>&create=<true or false>";

    /** Its IllegalArgumentException says what is expected. */
    public static DynamoUrl parse(String url) {
        String rest = url.substring(url.indexOf(':') + 1);
        int question = rest.indexOf('?');
        String table = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(rest.substring(question + 1));
        String create = parameters.getOrDefault("create", "false");
        if (!table.matches("[A-Za-z0-9_.-]{3,255}") || !Set.of("true", "false").contains(create)) {
            throw new IllegalArgumentException(FORM);
        }
        String endpoint = parameters.get("endpoint");
        return new DynamoUrl(
                table,
                parameters.get("region"),
                endpoint == null ? null : URI.create(endpoint),
                Boolean.parseBoolean(create));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&")) {
            String[] both = parameter.split("=", 2);
            if (both.length < 2 || both[1].isEmpty() || !PARAMETERS.contains(both[0])) {
                throw new IllegalArgumentException(FORM);
            }
            parameters.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
