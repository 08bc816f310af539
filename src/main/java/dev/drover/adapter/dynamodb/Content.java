package dev.drover.adapter.dynamodb;

import dev.drover.task.Ids;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Values of a record, together as one run of bytes. What does not fit into an item is a claim check: the parts are written
 * first, and the record names them.
 */
final class Content {
    /** An item may have 400 KB, names included. */
    private static final int FITS = 350_000;

    private final Dynamo dynamo;

    Content(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    /** Puts the values into the item, or into parts beside it. */
    void put(Map<String, AttributeValue> item, List<byte[]> values) {
        byte[] all = joined(values);
        if (all.length <= FITS) {
            item.put(Names.CONTENT, Items.bytes(all));
            return;
        }
        String name = Ids.next();
        int parts = 0;
        for (int from = 0; from < all.length; from += FITS) {
            Map<String, AttributeValue> part = Items.of(partition(item), Items.part(name, parts++));
            part.put(Names.CONTENT, Items.bytes(Arrays.copyOfRange(all, from, Math.min(all.length, from + FITS))));
            dynamo.client.putItem(request -> request.tableName(dynamo.table).item(part));
        }
        item.put(Names.PART_OF, Items.text(name));
        item.put(Names.PARTS, Items.number(parts));
    }

    List<byte[]> get(Map<String, AttributeValue> item) {
        if (item.containsKey(Names.CONTENT)) {
            return split(Items.bytes(item, Names.CONTENT));
        }
        String name = Items.text(item, Names.PART_OF);
        int parts = (int) Items.number(item, Names.PARTS);
        ByteBuffer all = ByteBuffer.allocate(parts * FITS);
        for (int i = 0; i < parts; i++) {
            Map<String, AttributeValue> key = Items.of(partition(item), Items.part(name, i));
            GetItemResponse part = dynamo.client.getItem(
                    request -> request.tableName(dynamo.table).key(key).consistentRead(true));
            all.put(Items.bytes(part.item(), Names.CONTENT));
        }
        return split(Arrays.copyOf(all.array(), all.position()));
    }

    /** For an item that was not written after all. */
    void discard(Map<String, AttributeValue> item) {
        if (item.containsKey(Names.PARTS)) {
            for (int i = 0; i < Items.number(item, Names.PARTS); i++) {
                Map<String, AttributeValue> part =
                        Items.of(partition(item), Items.part(Items.text(item, Names.PART_OF), i));
                dynamo.client.deleteItem(
                        request -> request.tableName(dynamo.table).key(part));
            }
        }
    }

    private static String partition(Map<String, AttributeValue> item) {
        return Items.text(item, Names.PARTITION);
    }

    private static byte[] joined(List<byte[]> values) {
        int size =
                values.stream().mapToInt(value -> Integer.BYTES + value.length).sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        values.forEach(value -> all.putInt(value.length).put(value));
        return all.array();
    }

    private static List<byte[]> split(byte[] all) {
        List<byte[]> values = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(all);
        while (buffer.hasRemaining()) {
            byte[] value = new byte[buffer.getInt()];
            buffer.get(value);
            values.add(value);
        }
        return values;
    }
}
