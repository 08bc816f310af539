package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpRequestTest {
    @Test
    void keepsSecretsOutOfItsText() {
        HttpRequest request =
                Requests.request("GET", "/tasks?key=secret", Map.of("Authorization", "Bearer secret"), new byte[0]);

        assertThat(request).hasToString("GET /tasks");
    }
}
