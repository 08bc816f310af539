package dev.drover.adapter.gemini;

import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentResponse;
import dev.drover.model.Answer;
import dev.drover.model.AnswerStream;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A turn whose text is read as it arrives. For one thread. */
final class GeminiStream implements AnswerStream {
    private final ResponseStream<GenerateContentResponse> responses;
    private final Iterator<GenerateContentResponse> each;
    private final AnswerReader reader = new AnswerReader();
    private String next = "";

    GeminiStream(ResponseStream<GenerateContentResponse> responses) {
        this.responses = responses;
        this.each = responses.iterator();
    }

    @Override
    public boolean hasNext() {
        try {
            while (next.isEmpty() && each.hasNext()) {
                next = reader.read(each.next());
            }
            return !next.isEmpty();
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the turn has no further piece");
        }
        String piece = next;
        next = "";
        return piece;
    }

    @Override
    public Answer answer() {
        return reader.answer();
    }

    @Override
    public void close() {
        responses.close();
    }
}
