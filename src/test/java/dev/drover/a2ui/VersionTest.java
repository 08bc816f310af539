package dev.drover.a2ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionTest {
    private static final List<Map<String, Object>> MESSAGES = List.of(Map.of("a", 1), Map.of("b", 2));

    @Test
    void theNewestThatIsAskedForIsSpoken() {
        assertThat(Version.of(List.of(Version.V0_8.uri(), "urn:other", Version.V0_9.uri())))
                .contains(Version.V0_9);
        assertThat(Version.of(List.of("https://a2ui.org/a2a-extension/a2ui/v0.8")))
                .contains(Version.V0_8);
        assertThat(Version.of(List.of("https://a2ui.org/a2a-extension/a2ui/v7")))
                .isEmpty();
    }

    @Test
    void newMessagesAreOnePartAndOldOnesAPartEach() {
        List<Part> newer = Surfaces.parts(Version.V0_9, MESSAGES);
        List<Part> older = Surfaces.parts(Version.V0_8, MESSAGES);

        assertThat(newer).singleElement().satisfies(part -> {
            assertThat(part.content()).isEqualTo(new Part.Content.Data(MESSAGES));
            assertThat(part.metadata()).isEqualTo(Map.of("mimeType", "application/a2ui+json"));
            assertThat(part.mediaType()).isEqualTo("application/a2ui+json");
        });
        assertThat(older)
                .extracting(Part::content)
                .containsExactly(new Part.Content.Data(Map.of("a", 1)), new Part.Content.Data(Map.of("b", 2)));
        assertThat(older)
                .allSatisfy(part -> assertThat(part.metadata()).isEqualTo(Map.of("mimeType", "application/json+a2ui")));
    }

    @Test
    void whoAskedForNoneOrForAnotherVersionIsShownNoForm() {
        Part newer = Surfaces.parts(Version.V0_9, MESSAGES).getFirst();
        Part older = Surfaces.parts(Version.V0_8, MESSAGES).getFirst();

        assertThat(Version.mayShow(newer, asking(Version.V0_9.uri()))).isTrue();
        assertThat(Version.mayShow(older, asking(Version.V0_9.uri()))).isFalse();
        assertThat(Version.mayShow(older, asking(Version.V0_8.uri()))).isTrue();
        assertThat(Version.mayShow(newer, asking())).isFalse();
        assertThat(Version.mayShow(Part.data(Map.of()), asking())).isTrue();
    }

    private static Message asking(String... extensions) {
        return new Message("m", Role.USER, List.of(), null, null, Map.of(), List.of(extensions), List.of());
    }
}
