package dev.drover.adapter.dynamodb;

import dev.drover.refusal.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** The table: a task's records and a value each under their own partition, and indexes that find tasks. */
record Table(Dynamo dynamo) {
    private static final Duration CREATION = Duration.ofMinutes(2);

    void ready(boolean create) {
        if (!Dynamo.call(() -> exists() || create && create())) {
            throw new StoreUnavailable("there is none; create it as docs/operating.md says, or with ?create=true");
        }
    }

    private boolean exists() {
        try {
            dynamo.client.describeTable(request -> request.tableName(dynamo.table));
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private boolean create() {
        try {
            dynamo.client.createTable(description());
        } catch (ResourceInUseException e) {
            // another replica was faster
        }
        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder()
                .client(dynamo.client)
                .overrideConfiguration(settings -> settings.waitTimeout(CREATION))
                .build()) {
            waiter.waitUntilTableExists(request -> request.tableName(dynamo.table));
        }
        dynamo.client.updateTimeToLive(request -> request.tableName(dynamo.table)
                .timeToLiveSpecification(ttl -> ttl.attributeName(Names.TTL).enabled(true)));
        return true;
    }

    private CreateTableRequest description() {
        List<AttributeDefinition> attributes = new ArrayList<>();
        for (String name : List.of(
                Names.PARTITION,
                Names.SORT,
                Names.PLACE,
                Names.ALL,
                Names.OWNED,
                Names.IN_CONTEXT,
                Names.OPEN,
                Names.ID)) {
            attributes.add(AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(ScalarAttributeType.S)
                    .build());
        }
        return CreateTableRequest.builder()
                .tableName(dynamo.table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys(Names.PARTITION, Names.SORT))
                .globalSecondaryIndexes(
                        index(Names.ALL, Names.PLACE),
                        index(Names.OWNED, Names.PLACE),
                        index(Names.IN_CONTEXT, Names.PLACE),
                        index(Names.OPEN, Names.ID))
                .build();
    }

    /** An index has the name of its partition key; it holds keys, the id and the owner. */
    private static GlobalSecondaryIndex index(String partition, String sort) {
        return GlobalSecondaryIndex.builder()
                .indexName(partition)
                .keySchema(keys(partition, sort))
                .projection(Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(sort.equals(Names.ID) ? List.of(Names.OWNER) : List.of(Names.ID, Names.OWNER))
                        .build())
                .build();
    }

    private static List<KeySchemaElement> keys(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sort)
                        .keyType(KeyType.RANGE)
                        .build());
    }
}
