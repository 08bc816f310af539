package dev.drover.entry;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.settings.Durations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a way in that is not A2A says of a message beside its content.
 *
 * @param messageId the same for a repeat of the same message; absent where the sender gives none
 * @param caller a name below the door's own; absent for the door itself
 * @param agents those to plan for; empty leaves it to the planner
 * @param deadline for the whole task; absent means the setting
 */
public record Particulars(
        @Nullable String messageId,
        @Nullable String contextId,
        @Nullable String taskId,
        @Nullable String caller,
        List<String> agents,
        @Nullable Duration deadline) {
    private static final int ID_LENGTH = 256;
    private static final int CALLER_LENGTH = 100;

    public Particulars {
        agents = List.copyOf(agents);
    }

    /** Reads them by name: messageId, contextId, taskId, caller, agents (with commas) and deadline (as in settings). */
    public static Particulars read(Function<String, @Nullable String> words) {
        List<Violation> violations = new ArrayList<>();
        Particulars read = new Particulars(
                id("messageId", ID_LENGTH, words, violations),
                id("contextId", ID_LENGTH, words, violations),
                id("taskId", ID_LENGTH, words, violations),
                id("caller", CALLER_LENGTH, words, violations),
                agents(words.apply("agents")),
                deadline(words.apply("deadline"), violations));
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
        return read;
    }

    private static @Nullable String id(
            String name, int longest, Function<String, @Nullable String> words, List<Violation> violations) {
        String id = words.apply(name);
        if (id == null || id.isBlank()) {
            return null;
        }
        if (id.length() > longest || id.chars().anyMatch(Character::isISOControl)) {
            violations.add(new Violation(name, "must not be longer than " + longest + " or hold control characters"));
        }
        return id;
    }

    private static List<String> agents(@Nullable String names) {
        return names == null
                ? List.of()
                : Stream.of(names.split(","))
                        .map(String::trim)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private static @Nullable Duration deadline(@Nullable String text, List<Violation> violations) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Durations.time(text.trim());
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("deadline", "must be " + e.getMessage()));
            return null;
        }
    }

    /** The name of who stands behind a door with this name. */
    public String callerAt(String door) {
        return caller == null ? door : door + "/" + caller;
    }

    /** A message of these parts, at least one. */
    public Message message(List<Part> parts, Supplier<String> newId) {
        return over(Message.of(messageId == null ? newId.get() : messageId, Role.USER, parts));
    }

    /** The message with these particulars in place of its own, where there are any. */
    public Message over(Message message) {
        return message.readdressed(
                messageId == null ? message.id() : messageId,
                contextId == null ? message.contextId() : contextId,
                taskId == null ? message.taskId() : taskId,
                agents);
    }

    /** The key by which a repeat at this door is known; absent without a message id. Of any length and characters. */
    public static @Nullable String idempotencyKey(String door, @Nullable String messageId) {
        if (messageId == null) {
            return null;
        }
        String key = door + ":" + messageId;
        return key.matches("[!-~]{1,255}") ? key : door + ":sha256:" + sha256(messageId);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
