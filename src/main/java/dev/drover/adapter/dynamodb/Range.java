package dev.drover.adapter.dynamodb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A part of one index's partition.
 *
 * @param owner absent for all of them
 * @param context absent for all of them
 * @param from where it begins
 * @param until where it ends; not itself in it
 */
record Range(String state, @Nullable String owner, @Nullable String context, String from, String until) {
    static final String FIRST = "0";
    static final String BEHIND_LAST = "g";

    static Range of(String state, @Nullable String owner, @Nullable String context) {
        return new Range(state, owner, context, FIRST, BEHIND_LAST);
    }

    boolean isEmpty() {
        return from.compareTo(until) >= 0;
    }

    /** BETWEEN gives the end, too. */
    boolean holds(String place) {
        return !place.equals(until);
    }

    QueryRequest.Builder request(String table) {
        String index = context != null ? Names.IN_CONTEXT : owner != null ? Names.OWNED : Names.ALL;
        Map<String, String> names = new HashMap<>(Map.of("#partition", index, "#place", Names.PLACE));
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":partition", Items.text(partition()));
        values.put(":from", Items.text(from));
        values.put(":until", Items.text(until));
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#partition = :partition and #place between :from and :until");
        if (context != null && owner != null) {
            names.put("#owner", Names.OWNER);
            values.put(":owner", Items.text(owner));
            request.filterExpression("#owner = :owner");
        }
        return request.expressionAttributeNames(names).expressionAttributeValues(values);
    }

    private String partition() {
        String within = context != null ? context : owner;
        return within == null ? state : state + "#" + within;
    }
}
