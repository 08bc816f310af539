package dev.drover.adapter.dynamodb;

import dev.drover.task.TaskCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads the records of one task, as they are now. */
record Journal(Dynamo dynamo, Content content) {

    /** What the cache wants of a task. */
    TaskCache.Stored read(TaskCache.Wanted wanted) {
        if (wanted.from() > 0) {
            return new TaskCache.Stored(null, events(wanted.taskId(), wanted.from(), Integer.MAX_VALUE));
        }
        Map<String, AttributeValue> snapshot = dynamo.client
                .getItem(request -> request.tableName(dynamo.table)
                        .key(Items.of(Items.task(wanted.taskId()), Items.SNAPSHOT))
                        .consistentRead(true))
                .item();
        if (snapshot.isEmpty()) {
            return new TaskCache.Stored(null, events(wanted.taskId(), 1, Integer.MAX_VALUE));
        }
        long at = Items.number(snapshot, Names.SEQUENCE);
        return new TaskCache.Stored(
                content.get(snapshot).getFirst(), events(wanted.taskId(), at + 1, Integer.MAX_VALUE));
    }

    /** The events with this number and later ones: a record is filed under the number of its last event. */
    List<byte[]> events(String taskId, long first, int limit) {
        List<byte[]> found = new ArrayList<>();
        QueryRequest request = QueryRequest.builder()
                .tableName(dynamo.table)
                .consistentRead(true)
                .keyConditionExpression("#partition = :partition and #sort between :first and :last")
                .expressionAttributeNames(Map.of("#partition", Names.PARTITION, "#sort", Names.SORT))
                .expressionAttributeValues(Map.of(
                        ":partition", Items.text(Items.task(taskId)),
                        ":first", Items.text(Items.event(first)),
                        ":last", Items.text(Items.LAST_EVENT)))
                .build();
        for (QueryResponse page : dynamo.client.queryPaginator(request)) {
            for (Map<String, AttributeValue> item : page.items()) {
                List<byte[]> events = content.get(item);
                long last = Items.number(item, Names.SEQUENCE);
                long before = first - (last - events.size() + 1);
                found.addAll(events.subList((int) Math.max(0, before), events.size()));
                if (found.size() >= limit) {
                    return found.subList(0, limit);
                }
            }
        }
        return found;
    }
}
