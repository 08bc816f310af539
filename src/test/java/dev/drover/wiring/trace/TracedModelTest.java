package dev.drover.wiring.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.adapter.gemini.GeminiModel;
import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.adapter.otel.OtelTraces;
import dev.drover.journey.OtlpReceiver;
import dev.drover.message.Part;
import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.ModelFailure;
import dev.drover.model.ModelSettings;
import dev.drover.model.Prompt;
import dev.drover.model.Turn;
import dev.drover.trace.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The turns of models in a trace. */
class TracedModelTest {
    private static final String CHAT = "chat some-model";

    OtlpReceiver receiver;
    GeminiServer server;
    GeminiModel gemini;
    OtelTraces traces;
    Span agent;
    Current.Mark before;

    @BeforeEach
    void start() throws Exception {
        receiver = new OtlpReceiver();
        server = new GeminiServer();
        gemini = new GeminiModel("the-key", server.url());
        traces = new OtelTraces(receiver.endpoint() + "/v1/traces", Map.of(), Duration.ofMillis(50), 1, Map.of());
        agent = traces.begin("invoke_agent some", Span.Kind.CLIENT, null);
        before = Current.enter(agent);
    }

    @AfterEach
    void stop() {
        gemini.close();
        server.close();
        receiver.close();
    }

    private Tree tree() {
        before.leave();
        agent.end();
        traces.close();
        return Tree.of(receiver, agent.context().traceId(), CHAT, "invoke_agent some");
    }

    @Test
    void aStreamedTurnSaysWhichModelAndWhatItTookAndNotWhatWasSaid() {
        server.then(Scripted.text("It is ", "fine.").costing(120, 30));
        Model model = new TracedModel(gemini);

        try (AnswerStream stream = model.stream(prompt())) {
            stream.forEachRemaining(piece -> {});
            stream.answer();
        }

        Tree tree = tree();
        assertThat(tree.around(CHAT)).containsExactly("invoke_agent some");
        assertThat(tree.attributes(CHAT))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "gcp.gemini")
                .containsEntry("gen_ai.request.model", "some-model")
                .containsEntry("gen_ai.usage.input_tokens", "120")
                .containsEntry("gen_ai.usage.output_tokens", "30");
        assertThat(tree.span(CHAT).toString()).doesNotContain("fine", "how is it");
    }

    @Test
    void aTurnThatFailsIsMarkedWithTheKindOfFailure() {
        server.then(Scripted.error(500));
        Model model = new TracedModel(gemini);

        assertThatThrownBy(() -> model.answer(prompt())).isInstanceOf(ModelFailure.class);

        Tree tree = tree();
        assertThat(tree.span(CHAT).getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(tree.attributes(CHAT)).containsEntry("error.type", "ModelFailure");
    }

    private static Prompt prompt() {
        ModelSettings settings = new ModelSettings("some-model", null, 500, null, Map.of());
        return new Prompt(settings, "", List.of(new Turn.OfUser(List.of(Part.text("how is it?")))), List.of());
    }
}
