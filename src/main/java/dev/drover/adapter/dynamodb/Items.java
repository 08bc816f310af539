package dev.drover.adapter.dynamodb;

import dev.drover.task.Cursor;
import dev.drover.task.StoreKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What items look like. The items of a task share a partition: {@code head}, {@code snapshot}, {@code event#<number of the
 * last event>} for each commit, {@code part#<name>#<number>} of what is too large for one item.
 */
final class Items {
    static final String HEAD = "head";
    static final String SNAPSHOT = "snapshot";
    static final String LAST_EVENT = "event$";
    private static final HexFormat HEX = HexFormat.of();

    private Items() {}

    static Map<String, AttributeValue> of(String partition, String sort) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(Names.PARTITION, text(partition));
        item.put(Names.SORT, text(sort));
        return item;
    }

    static String task(String taskId) {
        return "task#" + StoreKey.of(taskId);
    }

    static String value(String key) {
        return "state#" + StoreKey.of(key);
    }

    static String event(long number) {
        return "event#" + HEX.toHexDigits(number);
    }

    static String part(String name, int number) {
        return "part#" + name + "#" + HEX.toHexDigits(number);
    }

    /** Sorts as the listing does. */
    static String place(Cursor place) {
        return time(place.at()) + "#" + place.taskId();
    }

    static String time(Instant at) {
        return HEX.toHexDigits(at.getEpochSecond() ^ Long.MIN_VALUE) + HEX.toHexDigits(at.getNano());
    }

    static Cursor cursor(String place) {
        int hash = place.indexOf('#');
        long seconds = HexFormat.fromHexDigitsToLong(place, 0, Long.BYTES * 2) ^ Long.MIN_VALUE;
        int nanos = HexFormat.fromHexDigits(place, Long.BYTES * 2, hash);
        return new Cursor(Instant.ofEpochSecond(seconds, nanos), place.substring(hash + 1));
    }

    /** Of an item that has it. */
    static String text(Map<String, AttributeValue> item, String name) {
        return there(item, name).s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(there(item, name).n());
    }

    static byte[] bytes(Map<String, AttributeValue> item, String name) {
        return there(item, name).b().asByteArray();
    }

    private static AttributeValue there(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue bytes(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
    }
}
