package dev.drover.adapter.gemini;

import com.google.genai.errors.ApiException;
import dev.drover.model.ModelFailure;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the library throws, as failures of a model. Their texts are ours: the service's may quote the prompt. */
final class Failures {
    /** google.rpc.RetryInfo; the library keeps error details only as text. */
    private static final Pattern RETRY_DELAY =
            Pattern.compile("\"retryDelay\"\\s*:\\s*\"([0-9]{1,6})(\\.[0-9]{1,9})?s\"");

    private Failures() {}

    static ModelFailure of(RuntimeException thrown) {
        return switch (thrown) {
            case ModelFailure failure -> failure;
            case ApiException refused -> of(refused.code(), refused.message());
            case IllegalArgumentException bug -> throw bug;
            default -> ModelFailure.passing("the model service could not be reached, or broke off", null);
        };
    }

    private static ModelFailure of(int status, @Nullable String details) {
        String text = "the model service answered with status " + status;
        boolean passing = status >= 500 || status == 408 || status == 429;
        ModelFailure failure = passing ? ModelFailure.passing(text, retryAfter(details)) : ModelFailure.lasting(text);
        return failure.refused();
    }

    private static @Nullable Duration retryAfter(@Nullable String details) {
        Matcher delay = RETRY_DELAY.matcher(details == null ? "" : details);
        if (!delay.find()) {
            return null;
        }
        Duration seconds = Duration.ofSeconds(Long.parseLong(delay.group(1)));
        return delay.group(2) == null ? seconds : seconds.plusSeconds(1);
    }
}
