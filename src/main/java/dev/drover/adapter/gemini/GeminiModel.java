package dev.drover.adapter.gemini;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import dev.drover.model.Answer;
import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.Prompt;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;

/**
 * The Gemini API. The library's own retries are off: who calls decides about them.
 *
 * <p>Threads: any number; each call blocks its own thread, which has to be a virtual one for an interrupt to end it.
 */
public final class GeminiModel implements Model, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Client client;

    /**
     * A client that connects at the first call.
     *
     * @param url of the service, without the version
     */
    public GeminiModel(String key, String url) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .build();
        client = Client.builder()
                .apiKey(key)
                .vertexAI(false)
                .clientOptions(ClientOptions.builder().customHttpClient(http).build())
                .httpOptions(HttpOptions.builder()
                        .baseUrl(url)
                        .apiVersion("v1beta")
                        // with one attempt alone it would still pause before it gives up
                        .retryOptions(HttpRetryOptions.builder()
                                .attempts(1)
                                .httpStatusCodes(List.of())
                                .build())
                        .build())
                .build();
    }

    @Override
    public Answer answer(Prompt prompt) {
        try {
            GenerateContentResponse response = client.models.generateContent(
                    prompt.settings().model(), Requests.contents(prompt), Requests.config(prompt));
            AnswerReader reader = new AnswerReader();
            reader.read(response);
            return reader.answer();
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public AnswerStream stream(Prompt prompt) {
        try {
            return new GeminiStream(client.models.generateContentStream(
                    prompt.settings().model(), Requests.contents(prompt), Requests.config(prompt)));
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
