package dev.drover.a2a;

import dev.drover.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads agents' cards; what Drover does not need may be wrong in them. */
public final class CardReader {
    private static final Member INTERFACES = Member.of("supportedInterfaces");
    private static final Member BINDING = Member.of("protocolBinding");
    private static final Member VERSION = Member.of("protocolVersion");
    private static final Member CAPABILITIES = Member.of("capabilities");
    private static final Member STREAMING = Member.of("streaming");
    private static final Member SKILLS = Member.of("skills");
    private static final Member NAME = Member.of("name");
    private static final Member DESCRIPTION = Member.of("description");
    private static final Member TAGS = Member.of("tags");
    private static final Member EXAMPLES = Member.of("examples");
    private static final Member INPUT_MODES = Member.of("defaultInputModes");
    private static final Member OUTPUT_MODES = Member.of("defaultOutputModes");

    private CardReader() {}

    public static RemoteCard read(byte[] json) throws MalformedAnswer {
        Violations violations = new Violations();
        Members card = Members.of(AnswerReader.object(json), violations);
        Members capabilities = card.object(CAPABILITIES);
        RemoteCard read = new RemoteCard(
                text(card, DESCRIPTION),
                all(card, INTERFACES, CardReader::readInterface),
                capabilities != null && capabilities.flag(STREAMING),
                card.strings(INPUT_MODES),
                card.strings(OUTPUT_MODES),
                all(card, SKILLS, CardReader::skill));
        if (read.interfaces().isEmpty()) {
            card.violate(INTERFACES, "must hold at least one interface");
        }
        try {
            violations.refuse();
        } catch (Refusal refusal) {
            throw new MalformedAnswer(refusal.text());
        }
        return read;
    }

    private static RemoteCard.Interface readInterface(Members one) {
        String tenant = one.string(Names.TENANT);
        return new RemoteCard.Interface(
                one.requiredText(Names.URL),
                one.requiredText(BINDING),
                one.requiredText(VERSION),
                tenant == null || tenant.isEmpty() ? null : tenant);
    }

    private static RemoteCard.Skill skill(Members skill) {
        return new RemoteCard.Skill(
                text(skill, NAME), text(skill, DESCRIPTION), skill.strings(TAGS), skill.strings(EXAMPLES));
    }

    private static String text(Members members, Member member) {
        String text = members.string(member);
        return text == null ? "" : text;
    }

    private static <T> List<T> all(Members card, Member member, Function<Members, T> reader) {
        List<@Nullable Object> given = card.array(member);
        List<T> read = new ArrayList<>();
        for (int i = 0; given != null && i < given.size(); i++) {
            Members element = card.element(member, i, given.get(i));
            if (element != null) {
                read.add(reader.apply(element));
            }
        }
        return read;
    }
}
