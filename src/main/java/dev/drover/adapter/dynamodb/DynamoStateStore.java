package dev.drover.adapter.dynamodb;

import dev.drover.state.StateStore;
import dev.drover.task.Ids;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Values by key, one item for each. DynamoDB has no clock that a condition could ask and deletes late, so a value expires by
 * the clock of the replica that looks: replicas have to agree on the time.
 */
public final class DynamoStateStore implements StateStore {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int LARGEST = 380_000;
    private static final BigInteger NANOS = BigInteger.TEN.pow(9);

    private final Dynamo dynamo;
    private final Clock clock;

    public DynamoStateStore(Dynamo dynamo, Clock clock) {
        this.dynamo = dynamo;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> get(String key) {
        Map<String, AttributeValue> item = Dynamo.call(() -> dynamo.client.getItem(
                        request -> request.tableName(dynamo.table).key(key(key)).consistentRead(true)))
                .item();
        return item.isEmpty() || expired(item) ? Optional.empty() : Optional.of(Items.bytes(item, Names.VALUE));
    }

    private boolean expired(Map<String, AttributeValue> item) {
        AttributeValue expires = item.get(Names.EXPIRES);
        return expires == null || new BigInteger(expires.n()).compareTo(nanos(clock.instant())) <= 0;
    }

    @Override
    public void put(String key, byte[] value, Duration expiry) {
        write(key, value, expiry, request -> request);
    }

    @Override
    public void remove(String key) {
        Dynamo.call(() -> dynamo.client.deleteItem(
                request -> request.tableName(dynamo.table).key(key(key))));
    }

    @Override
    public boolean claim(String key, byte[] value, Duration expiry) {
        return write(key, value, expiry, request -> request.conditionExpression(
                        "attribute_not_exists(#partition) or #expires <= :now")
                .expressionAttributeNames(Map.of("#partition", Names.PARTITION, "#expires", Names.EXPIRES))
                .expressionAttributeValues(Map.of(":now", now())));
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        return write(
                key, value, expiry, request -> request.conditionExpression("#value = :expected and #expires > :now")
                        .expressionAttributeNames(Map.of("#value", Names.VALUE, "#expires", Names.EXPIRES))
                        .expressionAttributeValues(Map.of(":expected", Items.bytes(expected), ":now", now())));
    }

    /** DynamoDB frees them itself, some time after. */
    @Override
    public int sweep(int limit) {
        return 0;
    }

    /** Each write has a name: one that the SDK repeats is known again when it meets itself. */
    private boolean write(String key, byte[] value, Duration expiry, UnaryOperator<PutItemRequest.Builder> condition) {
        if (value.length > LARGEST) {
            throw new IllegalArgumentException("a value in DynamoDB has at most " + LARGEST + " bytes");
        }
        AttributeValue writer = Items.text(Ids.next());
        Instant expires = expires(expiry);
        Map<String, AttributeValue> item = new HashMap<>(key(key));
        item.put(Names.VALUE, Items.bytes(value));
        item.put(Names.WRITER, writer);
        item.put(Names.EXPIRES, AttributeValue.fromN(nanos(expires).toString()));
        item.put(Names.TTL, Items.number(expires.getEpochSecond() + 1));
        PutItemRequest request = condition
                .apply(PutItemRequest.builder().tableName(dynamo.table).item(item))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return Dynamo.call(() -> {
            try {
                dynamo.client.putItem(request);
                return true;
            } catch (ConditionalCheckFailedException e) {
                return e.hasItem() && writer.equals(e.item().get(Names.WRITER));
            }
        });
    }

    private static Map<String, AttributeValue> key(String key) {
        return Items.of(Items.value(key), Names.VALUE);
    }

    private AttributeValue now() {
        return AttributeValue.fromN(nanos(clock.instant()).toString());
    }

    /** A century is for ever. */
    private Instant expires(Duration expiry) {
        return clock.instant().plus(expiry.compareTo(LONGEST) > 0 ? LONGEST : expiry);
    }

    private static BigInteger nanos(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond()).multiply(NANOS).add(BigInteger.valueOf(time.getNano()));
    }
}
