package dev.drover.a2a;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, each found under both its spellings; null and absent are the same. A value of the
 * wrong type is noted as a violation and read as absent. For one thread.
 */
final class Members {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,10}");

    private final Map<String, ? extends @Nullable Object> values;
    private final @Nullable Place place;
    private final Violations violations;

    private Members(Map<String, ? extends @Nullable Object> values, @Nullable Place place, Violations violations) {
        this.values = values;
        this.place = place;
        this.violations = violations;
    }

    static Members of(Map<String, ? extends @Nullable Object> values, Violations violations) {
        return new Members(values, null, violations);
    }

    Place place(Member member) {
        return Place.of(place, member.camel());
    }

    /** Notes what is wrong with a member. */
    void violate(Member member, String description) {
        violate(place(member), description);
    }

    void violate(Place where, String description) {
        violations.add(where, description);
    }

    /** Whether the member is there at all, null or not. */
    boolean names(Member member) {
        return values.containsKey(member.camel()) || values.containsKey(member.snake());
    }

    @Nullable
    Object any(Member member) {
        Object value = values.get(member.camel());
        if (!member.spelledTwoWays()) {
            return value;
        }
        Object other = values.get(member.snake());
        if (value != null && other != null) {
            violate(member, "is given twice, also as " + member.snake());
        }
        return value != null ? value : other;
    }

    @Nullable
    String string(Member member) {
        return switch (any(member)) {
            case null -> null;
            case String text -> text;
            default -> {
                violate(member, "must be a string");
                yield null;
            }
        };
    }

    /** An identifier made elsewhere; empty is absent, as protocol buffers have it. */
    @Nullable
    String id(Member member) {
        String id = string(member);
        return id == null || id.isEmpty() ? null : checkedId(id, place(member));
    }

    String requiredId(Member member) {
        String id = id(member);
        Object given = any(member);
        if (id == null && (given == null || given.equals(""))) {
            violate(member, "is required");
        }
        return id == null ? "" : id;
    }

    String requiredText(Member member) {
        String text = string(member);
        if (text == null || text.isBlank()) {
            violate(member, "is required");
        }
        return text == null ? "" : text;
    }

    private String checkedId(String id, Place where) {
        if (id.length() > Bounds.ID_LENGTH) {
            violations.add(where, "must not be longer than " + Bounds.ID_LENGTH + " characters");
        } else if (holdsControls(id)) {
            violations.add(where, "must not hold control characters");
        }
        return id;
    }

    private static boolean holdsControls(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    boolean flag(Member member) {
        return switch (any(member)) {
            case null -> false;
            case Boolean flag -> flag;
            default -> {
                violate(member, "must be true or false");
                yield false;
            }
        };
    }

    /** A 32-bit integer; as protocol buffers have it, also as text or with an empty fraction. */
    @Nullable
    Integer integer(Member member) {
        Object value = any(member);
        if (value == null) {
            return null;
        }
        long whole =
                switch (value) {
                    case Long number -> number;
                    case Double number
                    when number == Math.rint(number) ->
                        BigDecimal.valueOf(number)
                                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                                .max(BigDecimal.valueOf(Long.MIN_VALUE))
                                .longValue();
                    case String text when WHOLE.matcher(text).matches() -> Long.parseLong(text);
                    default -> Long.MAX_VALUE;
                };
        if (whole != (int) whole) {
            violate(member, "must be a 32-bit integer");
            return null;
        }
        return (int) whole;
    }

    @Nullable
    Integer historyLength() {
        Integer length = integer(Names.HISTORY_LENGTH);
        if (length != null && length < 0) {
            violate(Names.HISTORY_LENGTH, "must be 0 or more");
        }
        return length;
    }

    /** The members of an object; null when there is none. */
    @Nullable
    Members object(Member member) {
        Map<String, @Nullable Object> object = map(member);
        return object == null ? null : new Members(object, place(member), violations);
    }

    /** An object whose members are the caller's own. */
    Map<String, @Nullable Object> free(Member member) {
        Map<String, @Nullable Object> object = map(member);
        return object == null ? Map.of() : object;
    }

    @SuppressWarnings("unchecked") // Json makes maps with names as keys
    private @Nullable Map<String, @Nullable Object> map(Member member) {
        return switch (any(member)) {
            case null -> null;
            case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
            default -> {
                violate(member, "must be an object");
                yield null;
            }
        };
    }

    /** The elements of an array; null when there is none. */
    @SuppressWarnings("unchecked") // a list of anything
    @Nullable
    List<@Nullable Object> array(Member member) {
        return switch (any(member)) {
            case null -> null;
            case List<?> list -> (List<@Nullable Object>) list;
            default -> {
                violate(member, "must be an array");
                yield null;
            }
        };
    }

    List<String> strings(Member member) {
        List<@Nullable Object> elements = array(member);
        if (elements == null || elements.isEmpty()) {
            return List.of();
        }
        List<String> strings = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof String text) {
                strings.add(text);
            } else {
                violations.add(place(member).at(i), "must be a string");
            }
        }
        return strings;
    }

    List<String> ids(Member member) {
        List<String> ids = strings(member);
        for (int i = 0; i < ids.size(); i++) {
            checkedId(ids.get(i), place(member).at(i));
        }
        return ids;
    }

    /** One element of an array of objects; null, and noted, when it is something else. */
    @SuppressWarnings("unchecked") // Json makes maps with names as keys
    @Nullable
    Members element(Member member, int index, @Nullable Object element) {
        Place where = place(member).at(index);
        if (element instanceof Map<?, ?> map) {
            return new Members((Map<String, @Nullable Object>) map, where, violations);
        }
        violations.add(where, "must be an object");
        return null;
    }
}
