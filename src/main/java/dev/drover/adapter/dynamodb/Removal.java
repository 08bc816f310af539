package dev.drover.adapter.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Takes an ended task away. The head goes last, with as many records as a transaction takes: what a crash leaves behind of
 * a longer task is still found by the indexes and goes another time.
 */
record Removal(Dynamo dynamo) {
    private static final int AT_ONCE = 100;

    boolean remove(String taskId) {
        String partition = Items.task(taskId);
        Map<String, AttributeValue> head = dynamo.client
                .getItem(request -> request.tableName(dynamo.table)
                        .key(Items.of(partition, Items.HEAD))
                        .consistentRead(true))
                .item();
        if (head.isEmpty() || !Purge.ENDED.contains(Items.text(head, Names.ALL))) {
            return false;
        }
        List<String> others = others(partition);
        while (others.size() >= AT_ONCE) {
            List<String> last = others.subList(others.size() - AT_ONCE + 1, others.size());
            delete(last.stream().map(sort -> delete(partition, sort).build()).toList());
            last.clear();
        }
        List<Delete> all = new ArrayList<>();
        all.add(delete(partition, Items.HEAD)
                .conditionExpression("#sequence = :sequence")
                .expressionAttributeNames(Map.of("#sequence", Names.SEQUENCE))
                .expressionAttributeValues(Map.of(":sequence", Items.number(Items.number(head, Names.SEQUENCE))))
                .build());
        others.forEach(sort -> all.add(delete(partition, sort).build()));
        try {
            delete(all);
            return true;
        } catch (TransactionCanceledException e) {
            // somebody appends to it, or removes it, too
            return false;
        }
    }

    private Delete.Builder delete(String partition, String sort) {
        return Delete.builder().tableName(dynamo.table).key(Items.of(partition, sort));
    }

    private void delete(List<Delete> items) {
        List<TransactWriteItem> writes = items.stream()
                .map(item -> TransactWriteItem.builder().delete(item).build())
                .toList();
        dynamo.client.transactWriteItems(request -> request.transactItems(writes));
    }

    private List<String> others(String partition) {
        List<String> others = new ArrayList<>();
        QueryRequest request = QueryRequest.builder()
                .tableName(dynamo.table)
                .consistentRead(true)
                .keyConditionExpression("#partition = :partition")
                .projectionExpression("#sort")
                .expressionAttributeNames(Map.of("#partition", Names.PARTITION, "#sort", Names.SORT))
                .expressionAttributeValues(Map.of(":partition", Items.text(partition)))
                .build();
        for (QueryResponse page : dynamo.client.queryPaginator(request)) {
            page.items().stream()
                    .map(item -> Items.text(item, Names.SORT))
                    .filter(sort -> !sort.equals(Items.HEAD))
                    .forEach(others::add);
        }
        return others;
    }
}
