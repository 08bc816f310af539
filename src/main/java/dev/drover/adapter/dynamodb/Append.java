package dev.drover.adapter.dynamodb;

import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Change;
import dev.drover.task.Cursor;
import dev.drover.task.StoreKey;
import dev.drover.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** One change: the task's head, a record of its events and perhaps a snapshot, in one transaction. */
record Append(Dynamo dynamo, Content content) {
    private static final int ATTEMPTS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 60;

    boolean commit(Change change, List<byte[]> events, byte @Nullable [] snapshot) {
        List<Map<String, AttributeValue>> records = new ArrayList<>();
        records.add(record(change, Items.event(change.after().sequence()), events));
        if (snapshot != null) {
            records.add(record(change, Items.SNAPSHOT, List.of(snapshot)));
        }
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(head(change));
        for (Map<String, AttributeValue> record : records) {
            writes.add(TransactWriteItem.builder()
                    .put(put -> put.tableName(dynamo.table).item(record))
                    .build());
        }
        boolean committed = commit(writes);
        if (!committed) {
            records.forEach(content::discard);
        }
        return committed;
    }

    private Map<String, AttributeValue> record(Change change, String sort, List<byte[]> values) {
        Map<String, AttributeValue> record = Items.of(Items.task(change.taskId()), sort);
        record.put(Names.SEQUENCE, Items.number(change.after().sequence()));
        content.put(record, values);
        return record;
    }

    private TransactWriteItem head(Change change) {
        Put.Builder put = Put.builder().tableName(dynamo.table).item(head(change.after()));
        if (change.before() == null) {
            put.conditionExpression("attribute_not_exists(" + Names.PARTITION + ")");
        } else {
            put.conditionExpression("#sequence = :expected")
                    .expressionAttributeNames(Map.of("#sequence", Names.SEQUENCE))
                    .expressionAttributeValues(Map.of(":expected", Items.number(change.expected())));
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private static Map<String, AttributeValue> head(Task task) {
        String state = task.listed() ? task.state().name() : Listing.HIDDEN;
        Map<String, AttributeValue> head = Items.of(Items.task(task.id()), Items.HEAD);
        head.put(Names.ID, Items.text(task.id()));
        head.put(Names.SEQUENCE, Items.number(task.sequence()));
        head.put(Names.OWNER, Items.text(StoreKey.of(task.owner().name())));
        head.put(Names.PLACE, Items.text(Items.place(new Cursor(task.status().at(), task.id()))));
        head.put(Names.ALL, Items.text(state));
        head.put(Names.OWNED, Items.text(state + "#" + StoreKey.of(task.owner().name())));
        head.put(Names.IN_CONTEXT, Items.text(state + "#" + StoreKey.of(task.contextId())));
        if (!task.state().atRest()) {
            head.put(Names.OPEN, Items.text(Names.OPEN));
        }
        return head;
    }

    /** The SDK marks a transaction, so that one which it repeats happens once. */
    private boolean commit(List<TransactWriteItem> writes) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                dynamo.client.transactWriteItems(request -> request.transactItems(writes));
                return true;
            } catch (TransactionCanceledException e) {
                List<CancellationReason> reasons = e.cancellationReasons();
                if (reasons.stream().anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
                    return false;
                }
                if (reasons.stream().noneMatch(reason -> "TransactionConflict".equals(reason.code()))) {
                    throw new StoreUnavailable("DynamoDB cannot be asked now (TransactionCanceled)");
                }
                // Somebody else is at this task; who was faster is not known before they are done.
                long pause = ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE_MILLIS);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            }
        }
        throw new StoreUnavailable("DynamoDB cannot be asked now (TransactionConflict)");
    }
}
