package dev.drover.adapter.gemini;

import com.google.genai.types.Candidate;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import dev.drover.message.Bytes;
import dev.drover.message.JsonValues;
import dev.drover.model.Answer;
import dev.drover.model.Answer.Finish;
import dev.drover.model.ModelFailure;
import dev.drover.model.ToolCall;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers one turn out of the responses that it comes in. For one thread. */
final class AnswerReader {
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private Usage usage = Usage.NONE;
    private @Nullable String finish;
    private @Nullable String blocked;

    /** Takes the response in, and gives the text that it brings. */
    String read(GenerateContentResponse response) {
        response.usageMetadata().ifPresent(counted -> usage = usage(counted));
        response.promptFeedback()
                .flatMap(feedback -> feedback.blockReason())
                .ifPresent(reason -> blocked = reason.toString());
        List<Candidate> candidates = response.candidates().orElse(List.of());
        if (candidates.isEmpty()) {
            return "";
        }
        Candidate candidate = candidates.getFirst();
        candidate.finishReason().ifPresent(reason -> finish = reason.toString());
        StringBuilder piece = new StringBuilder();
        for (Part part : candidate.content().flatMap(content -> content.parts()).orElse(List.of())) {
            if (part.functionCall().isPresent()) {
                calls.add(call(part.functionCall().get(), part.thoughtSignature()));
            } else if (!part.thought().orElse(false)) {
                part.text().ifPresent(piece::append);
            }
        }
        text.append(piece);
        return piece.toString();
    }

    private ToolCall call(FunctionCall call, Optional<byte[]> signature) {
        return new ToolCall(
                call.id().orElse("call-" + (calls.size() + 1)),
                call.name().orElse(""),
                call.args().isPresent() ? JsonValues.copy(call.args().get()) : Map.of(),
                signature.map(Bytes::of).orElse(null));
    }

    /** The turn; an answer that stopped without saying why is broken. */
    Answer answer() {
        Turn.OfModel turn = new Turn.OfModel(text.toString(), calls);
        if (blocked != null) {
            return new Answer(turn, Finish.BLOCKED, blocked, usage);
        }
        if (finish == null) {
            throw ModelFailure.passing("the model's answer broke off", null);
        }
        return new Answer(turn, finish(finish), finish, usage);
    }

    private static Finish finish(String reason) {
        return switch (new FinishReason(reason).knownEnum()) {
            case STOP -> Finish.WHOLE;
            case MAX_TOKENS -> Finish.CUT_OFF;
            case MALFORMED_FUNCTION_CALL, MALFORMED_RESPONSE, OTHER, FINISH_REASON_UNSPECIFIED ->
                throw ModelFailure.passing("the model's answer ended with " + reason, null);
            default -> Finish.BLOCKED;
        };
    }

    private static Usage usage(GenerateContentResponseUsageMetadata counted) {
        return new Usage(
                counted.promptTokenCount().orElse(0)
                        + counted.toolUsePromptTokenCount().orElse(0),
                counted.cachedContentTokenCount().orElse(0),
                counted.candidatesTokenCount().orElse(0),
                counted.thoughtsTokenCount().orElse(0));
    }
}
