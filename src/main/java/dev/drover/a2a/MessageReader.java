package dev.drover.a2a;

import dev.drover.message.Bytes;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Message and its parts; what is wrong goes to the violations, and the result is then of no use. */
final class MessageReader {
    private static final List<Member> CONTENTS = List.of(Names.TEXT, Names.RAW, Names.URL);

    private MessageReader() {}

    static Message message(Members members) {
        checkRole(members);
        return new Message(
                members.requiredId(Names.MESSAGE_ID),
                Role.USER,
                parts(members),
                members.id(Names.CONTEXT_ID),
                members.id(Names.TASK_ID),
                members.free(Names.METADATA),
                members.strings(Names.EXTENSIONS),
                members.ids(Names.REFERENCE_TASK_IDS));
    }

    /** A message that an agent sent; it may have no parts. */
    static Message fromAgent(Members members) {
        String id = members.id(Names.MESSAGE_ID);
        return new Message(
                id == null ? "" : id,
                Role.AGENT,
                partsOrNone(members),
                members.id(Names.CONTEXT_ID),
                members.id(Names.TASK_ID),
                members.free(Names.METADATA),
                members.strings(Names.EXTENSIONS),
                members.ids(Names.REFERENCE_TASK_IDS));
    }

    /** The parts of what an agent made; a last chunk may have none. */
    static List<Part> partsOrNone(Members members) {
        List<@Nullable Object> given = members.array(Names.PARTS);
        return given == null || given.isEmpty() ? List.of() : parts(members);
    }

    private static void checkRole(Members members) {
        Object role = members.any(Names.ROLE);
        if (role == null) {
            members.violate(Names.ROLE, "is required");
        } else if (!role.equals("ROLE_USER")) {
            members.violate(Names.ROLE, "must be ROLE_USER");
        }
    }

    static List<Part> parts(Members members) {
        Object given = members.any(Names.PARTS);
        List<@Nullable Object> elements = given == null ? List.of() : members.array(Names.PARTS);
        if (elements == null) {
            return List.of();
        }
        if (elements.isEmpty()) {
            members.violate(Names.PARTS, "must hold at least one part");
        }
        if (elements.size() > Bounds.PARTS) {
            members.violate(Names.PARTS, "must hold at most " + Bounds.PARTS + " parts");
            return List.of();
        }
        List<Part> parts = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Members element = members.element(Names.PARTS, i, elements.get(i));
            Part.Content content = element == null
                    ? null
                    : content(element, members.place(Names.PARTS).at(i));
            if (element != null && content != null) {
                parts.add(new Part(
                        content,
                        element.string(Names.FILENAME),
                        element.string(Names.MEDIA_TYPE),
                        element.free(Names.METADATA)));
            }
        }
        return parts;
    }

    /** The one content; data may be null, so its name alone says that it is meant, unless there is another content. */
    private static Part.@Nullable Content content(Members part, Place where) {
        Member found = part.any(Names.DATA) == null ? null : Names.DATA;
        int count = found == null ? 0 : 1;
        for (Member member : CONTENTS) {
            if (part.any(member) != null) {
                found = member;
                count++;
            }
        }
        if (count == 0 && part.names(Names.DATA)) {
            return new Part.Content.Data(null);
        }
        if (found == null || count > 1) {
            part.violate(where, "must hold exactly one of text, raw, url and data");
            return null;
        }
        return content(part, found);
    }

    private static Part.@Nullable Content content(Members part, Member member) {
        if (member.equals(Names.DATA)) {
            return new Part.Content.Data(part.any(member));
        }
        String value = part.string(member);
        if (value == null) {
            return null;
        }
        if (member.equals(Names.TEXT)) {
            return new Part.Content.Text(value);
        }
        return member.equals(Names.RAW) ? raw(part, value) : url(part, value);
    }

    private static Part.@Nullable Content raw(Members part, String value) {
        byte[] bytes = Raw.decode(value);
        if (bytes == null) {
            part.violate(Names.RAW, "must be base64");
            return null;
        }
        return new Part.Content.Raw(Bytes.of(bytes));
    }

    private static Part.@Nullable Content url(Members part, String value) {
        if (value.isBlank()) {
            part.violate(Names.URL, "must not be empty");
            return null;
        }
        return new Part.Content.Url(value);
    }
}
