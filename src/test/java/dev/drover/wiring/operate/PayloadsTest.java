package dev.drover.wiring.operate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.settings.Settings;
import dev.drover.task.Change;
import dev.drover.task.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PayloadsTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Payloads.class);

    final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        LOG.addAppender(lines);
    }

    @AfterEach
    void leave() {
        LOG.detachAppender(lines);
    }

    @Test
    void nothingIsWrittenByDefault() {
        Payloads.of(new Settings(Map.of()), "model-key").accept(change("hello"));

        assertThat(lines.list).isEmpty();
    }

    @Test
    void whatCallersAndAgentsSayIsWrittenWithoutSecretsOfTheSettingsAndWithoutFiles() {
        Settings settings = new Settings(Map.of(
                "log.payloads", "true",
                "store.url", "redis://me:store-word@host:6379",
                "authenticate.keys.ann.key", "key-of-ann"));

        Payloads.of(settings, "model-key")
                .accept(change("hello", "it is key-of-ann,", "or model-key,", "or store-word"));

        String written = lines.list.toString()
                + lines.list.stream().map(ILoggingEvent::getKeyValuePairs).toList();
        assertThat(lines.list).hasSize(2);
        assertThat(written)
                .contains("hello", "from=\"caller\"", "from=\"weather\"", "rain", "[file of 3 bytes]")
                .doesNotContain("key-of-ann", "model-key", "store-word");
    }

    @Test
    void aLongTextIsCut() {
        Payloads.of(new Settings(Map.of("log.payloads", "true")), null).accept(change("word ".repeat(1000)));

        assertThat(lines.list.getFirst().getKeyValuePairs().toString()).hasSizeLessThan(2500);
    }

    private static Change change(String... texts) {
        Instant now = Instant.EPOCH;
        List<Part> parts = new java.util.ArrayList<>();
        for (String text : texts) {
            parts.add(Part.text(text));
        }
        parts.add(Part.file(new byte[3], "a.bin", null));
        Message message = Message.of("m", Role.USER, parts).in("c", "t");
        return Change.open(
                "t",
                List.of(
                        new Event.Opened(now, Caller.ANONYMOUS, "c", message, now),
                        new Event.Replied(now, "weather", new Reply.Answered(List.of(Part.text("rain")), false))));
    }
}
