package dev.drover.a2a;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** JSON values at random, made of the words that the reader listens to; the same for the same seed. */
final class RandomJson {
    private static final String[] WORDS =
            ("message messageId message_id role parts text raw url data metadata id configuration historyLength"
                            + " pageSize pageToken status tenant contextId context_id taskId ROLE_USER TASK_STATE_WORKING jsonrpc"
                            + " method params 2.0 statusTimestampAfter extensions referenceTaskIds filename mediaType")
                    .split(" ");

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            members.put(word(), value(depth));
        }
        return members;
    }

    @Nullable
    Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> null;
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(300));
            case 3 -> random.nextBoolean();
            case 4, 5 -> word();
            case 6 -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(depth - 1));
                }
                yield elements;
            }
            default -> object(depth - 1);
        };
    }

    private String word() {
        return random.nextInt(10) > 0
                ? WORDS[random.nextInt(WORDS.length)]
                : random.ints(random.nextInt(6), 0, 0xD7FF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
