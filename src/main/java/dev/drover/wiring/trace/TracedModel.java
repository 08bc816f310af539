package dev.drover.wiring.trace;

import dev.drover.model.Answer;
import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.ModelSettings;
import dev.drover.model.Prompt;
import dev.drover.trace.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A model with a span for each turn, in the words of the conventions for generative AI; what is said stays out of it. */
record TracedModel(Model model) implements Model {
    @Override
    public Answer answer(Prompt prompt) {
        Span span = begin(prompt.settings());
        try {
            Answer answer = model.answer(prompt);
            tell(span, answer);
            return answer;
        } catch (RuntimeException e) {
            failed(span, e);
            throw e;
        } finally {
            end(span);
        }
    }

    @Override
    public AnswerStream stream(Prompt prompt) {
        Span span = begin(prompt.settings());
        try {
            return new TracedStream(model.stream(prompt), span);
        } catch (RuntimeException e) {
            failed(span, e);
            end(span);
            throw e;
        }
    }

    /** Null where nothing around it is traced. */
    private static @Nullable Span begin(ModelSettings settings) {
        Span around = Current.span();
        if (around == null) {
            return null;
        }
        Span span = around.child("chat " + settings.model(), Span.Kind.CLIENT);
        span.set("gen_ai.operation.name", "chat");
        span.set("gen_ai.provider.name", "gcp.gemini");
        span.set("gen_ai.request.model", settings.model());
        span.set("gen_ai.request.max_tokens", settings.maxOutputTokens());
        return span;
    }

    private static void tell(@Nullable Span span, Answer answer) {
        if (span != null) {
            span.set("gen_ai.usage.input_tokens", answer.usage().prompt());
            span.set("gen_ai.usage.output_tokens", answer.usage().output());
            span.set("gen_ai.response.finish_reasons", List.of(answer.reason().toLowerCase(Locale.ROOT)));
        }
    }

    private static void failed(@Nullable Span span, RuntimeException fault) {
        if (span != null) {
            span.failed(fault.getClass().getSimpleName());
        }
    }

    private static void end(@Nullable Span span) {
        if (span != null) {
            span.end();
        }
    }

    /** The span is over when the stream is closed, or has no further piece. For one thread. */
    private record TracedStream(
            AnswerStream stream, @Nullable Span span) implements AnswerStream {
        @Override
        public boolean hasNext() {
            try {
                return stream.hasNext();
            } catch (RuntimeException e) {
                failed(span, e);
                throw e;
            }
        }

        @Override
        public String next() {
            return stream.next();
        }

        @Override
        public Answer answer() {
            Answer answer = stream.answer();
            tell(span, answer);
            return answer;
        }

        @Override
        public void close() {
            stream.close();
            end(span);
        }
    }
}
