package dev.drover.adapter.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.message.Part;
import dev.drover.model.Answer;
import dev.drover.model.Answer.Finish;
import dev.drover.model.AnswerStream;
import dev.drover.model.ModelFailure;
import dev.drover.model.ModelSettings;
import dev.drover.model.Parameters;
import dev.drover.model.Prompt;
import dev.drover.model.Tool;
import dev.drover.model.ToolCall;
import dev.drover.model.ToolResult;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeminiModelTest {
    private static final ModelSettings SETTINGS = new ModelSettings("some-model", null, 500, null, Map.of());

    GeminiServer server;
    GeminiModel model;

    @BeforeEach
    void start() throws Exception {
        server = new GeminiServer();
        model = new GeminiModel("the-key", server.url());
    }

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    @Test
    void givesAWholeAnswerWithWhatItCost() {
        server.then(Scripted.text("It is ", "fine.").costing(120, 30));

        Answer answer = model.answer(prompt("how is it?"));

        assertThat(answer.turn().text()).isEqualTo("It is fine.");
        assertThat(answer.finish()).isEqualTo(Finish.WHOLE);
        assertThat(answer.usage()).isEqualTo(new Usage(120, 0, 30, 0));
        assertThat(server.asked().getFirst().key()).isEqualTo("the-key");
        assertThat(server.asked().getFirst().model()).isEqualTo("some-model");
    }

    @Test
    void givesThePiecesOfAStreamWhenTheyCome() {
        Semaphore second = new Semaphore(0);
        server.then(Scripted.text("It is ", "fine.").behind(null, second));

        try (AnswerStream stream = model.stream(prompt("how is it?"))) {
            assertThat(stream.next()).isEqualTo("It is ");
            second.release();
            assertThat(stream.next()).isEqualTo("fine.");
            assertThat(stream.hasNext()).isFalse();
            assertThat(stream.answer().turn().text()).isEqualTo("It is fine.");
            assertThat(stream.answer().usage().output()).isEqualTo(20);
        }
    }

    @Test
    void sendsInstructionSettingsToolsAndEveryKindOfPart() {
        server.then(Scripted.text("yes"));
        ModelSettings settings = new ModelSettings(
                "some-model",
                0.5,
                500,
                Map.of("type", "object"),
                Map.of("HARM_CATEGORY_HARASSMENT", "BLOCK_ONLY_HIGH"));
        Turn asked = new Turn.OfUser(List.of(
                Part.text("look"),
                Part.data(Map.of("year", 2020)),
                Part.file(new byte[] {1, 2}, "a.png", "image/png"),
                Part.link("https://example.com/b.pdf", null, "application/pdf")));

        model.answer(new Prompt(
                settings,
                "Be brief.",
                List.of(asked),
                List.of(
                        new Tool("find", "Finds", Parameters.schema(Map.of("parameter.name", "string"))),
                        new Tool("wait", "Waits", Parameters.schema(Map.of())))));

        JsonNode body = server.asked().getFirst().body();
        assertThat(body.at("/systemInstruction/parts/0/text").asText()).isEqualTo("Be brief.");
        assertThat(body.at("/generationConfig/temperature").asDouble()).isEqualTo(0.5);
        assertThat(body.at("/generationConfig/maxOutputTokens").asInt()).isEqualTo(500);
        assertThat(body.at("/generationConfig/responseJsonSchema/type").asText())
                .isEqualTo("object");
        assertThat(body.at("/safetySettings/0/threshold").asText()).isEqualTo("BLOCK_ONLY_HIGH");
        JsonNode declared = body.at("/tools/0/functionDeclarations");
        assertThat(declared.findValuesAsText("name")).contains("find", "wait");
        assertThat(declared.at("/0/parametersJsonSchema/properties/name/type").asText())
                .isEqualTo("string");
        assertThat(declared.path(1).has("parametersJsonSchema")).isFalse();
        JsonNode parts = body.at("/contents/0/parts");
        assertThat(parts.at("/0/text").asText()).isEqualTo("look");
        assertThat(parts.at("/1/text").asText()).isEqualTo("{\"year\":2020}");
        assertThat(parts.at("/2/inlineData/mimeType").asText()).isEqualTo("image/png");
        assertThat(parts.at("/2/inlineData/data").asText()).isEqualTo("AQI=");
        assertThat(parts.at("/3/fileData/fileUri").asText()).isEqualTo("https://example.com/b.pdf");
    }

    @Test
    void aToolConversationGoesBackAsItCame() {
        server.then(Scripted.calls("find", Map.of("name", "x")), Scripted.text("found"));
        Answer wish = model.answer(prompt("find x"));
        ToolCall call = wish.turn().calls().getFirst();

        model.answer(new Prompt(
                SETTINGS,
                "",
                List.of(Turn.user("find x"), wish.turn(), new Turn.OfTools(List.of(ToolResult.of(call, 7)))),
                List.of()));

        assertThat(call.name()).isEqualTo("find");
        assertThat(call.arguments()).isEqualTo(Map.of("name", "x"));
        JsonNode contents = server.asked().get(1).body().path("contents");
        assertThat(contents.at("/1/role").asText()).isEqualTo("model");
        assertThat(contents.at("/1/parts/0/functionCall/name").asText()).isEqualTo("find");
        assertThat(contents.at("/1/parts/0/thoughtSignature").asText()).isEqualTo("c2lnbmVk");
        assertThat(contents.at("/2/role").asText()).isEqualTo("user");
        assertThat(contents.at("/2/parts/0/functionResponse/response/result").asInt())
                .isEqualTo(7);
    }

    @Test
    void tellsABlockedPromptAndABlockedAnswerFromOneThatIsCutOff() {
        server.then(
                Scripted.blocked("SAFETY"),
                Scripted.stopped("It", "PROHIBITED_CONTENT"),
                Scripted.stopped("It", "MAX_TOKENS"));

        assertThat(model.answer(prompt("a")))
                .extracting(Answer::finish, Answer::reason)
                .containsExactly(Finish.BLOCKED, "SAFETY");
        assertThat(model.answer(prompt("b")))
                .extracting(Answer::finish, Answer::reason)
                .containsExactly(Finish.BLOCKED, "PROHIBITED_CONTENT");
        assertThat(model.answer(prompt("c")).finish()).isEqualTo(Finish.CUT_OFF);
    }

    @Test
    void saysHowLongToWaitWhereTheServiceSaysIt() {
        server.then(Scripted.retryIn("2s"), Scripted.retryIn("1.5s"), Scripted.error(503), Scripted.error(400));

        assertThat(failure("a").retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(failure("b").retryAfter()).isEqualTo(Duration.ofSeconds(2));
        ModelFailure overloaded = failure("c");
        assertThat(overloaded.retryAfter()).isNull();
        assertThat(overloaded.isPassing()).isTrue();
        assertThat(failure("d").isPassing()).isFalse();
        assertThat(server.asked()).hasSize(4);
    }

    /** The pauses are the guard's: the library would make one of up to two seconds even before it gives up. */
    @Test
    void aFailureIsToldAtOnce() {
        server.otherwise(asked -> Scripted.error(503));
        long began = System.nanoTime();

        for (int i = 0; i < 10; i++) {
            failure("a");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(server.asked()).hasSize(10);
    }

    @Test
    void aStreamThatBreaksFailsAfterWhatItGave() {
        server.then(Scripted.text("It is ", "fi").thenBroken());

        try (AnswerStream stream = model.stream(prompt("how is it?"))) {
            assertThat(stream.next()).isEqualTo("It is ");
            assertThat(stream.next()).isEqualTo("fi");
            assertThatThrownBy(stream::hasNext)
                    .isInstanceOfSatisfying(ModelFailure.class, failure -> assertThat(failure.isPassing())
                            .isTrue());
        }
    }

    @Test
    void aStreamThatEndsWithoutSayingWhyIsBroken() {
        Scripted broken = Scripted.text("It is ", "fi").thenBroken();
        server.then(new Scripted(200, broken.pieces(), List.of(), false));

        try (AnswerStream stream = model.stream(prompt("how is it?"))) {
            stream.forEachRemaining(piece -> {});
            assertThatThrownBy(stream::answer).isInstanceOf(ModelFailure.class);
        }
    }

    @Test
    void anInterruptEndsACallThatWaits() throws Exception {
        Semaphore never = new Semaphore(0);
        server.then(Scripted.text("late").behind(never));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> ended.complete(thrownBy("slow")));
        org.awaitility.Awaitility.await().until(() -> server.asked().size() == 1);

        caller.interrupt();

        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(ModelFailure.class);
        never.release();
    }

    private Throwable thrownBy(String text) {
        try {
            model.answer(prompt(text));
            return new AssertionError("it answered");
        } catch (RuntimeException e) {
            return e;
        }
    }

    private ModelFailure failure(String text) {
        return catchThrowableOfType(ModelFailure.class, () -> model.answer(prompt(text)));
    }

    private static Prompt prompt(String text) {
        return new Prompt(SETTINGS, "", List.of(Turn.user(text)), List.of());
    }
}
