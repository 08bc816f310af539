package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked examples of docs/ways-in.md, loaded from where they ship. */
class ExamplesJourney {
    private static final String SECRET = "of the sender and us";
    private static final String CAR =
            "{\"year\":2020,\"make\":\"Toyota\",\"model\":\"Camry\",\"mileage\":45000,\"condition\":\"good\"}";

    @TempDir
    static Path folder;

    private static RunningDrover drover;

    @BeforeAll
    static void start() throws IOException {
        drover = new RunningDrover(folder, Map.of("LEADS_SECRET", SECRET), List.of("routes.include = routes/examples"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        drover.close();
    }

    @Test
    void aFileInTheInboxIsAnsweredInTheOutbox() throws IOException {
        Files.writeString(
                folder.resolve("data/inbox/camry.txt"),
                "I'd like to trade in my 2020 Toyota Camry, 45,000 miles, good condition.");

        Path answer = appears(folder.resolve("data/outbox"), "camry.completed.txt");
        assertThat(answer).content().contains("2020 Toyota Camry").contains("is worth about");
        assertThat(folder.resolve("data/inbox/.camel/camry.txt")).exists();
    }

    @Test
    void aFileThatIsNoMessageIsPutAside() throws IOException {
        Files.writeString(folder.resolve("data/inbox/blank.txt"), " ");

        appears(folder.resolve("data/inbox/failed"), "blank.txt");
        Awaitility.await().until(() -> drover.log().contains("body: must not be empty"));
    }

    @Test
    void theScheduledRunIsOneTaskADayAlsoAfterARestart() throws Exception {
        Path reports = folder.resolve("data/reports");
        Path first = appears(reports, ".txt");
        String said = Files.readString(first);
        Files.delete(first);

        drover.stop();
        drover.start();

        Path second = appears(reports, ".txt");
        assertThat(second).isEqualTo(first).hasContent(said);
        assertThat(said).contains("You could come in");
    }

    @Test
    void aSignedWebhookIsAnsweredAndItsRepeatFindsTheSameTask() throws Exception {
        HttpResponse<String> first = lead(CAR, "delivery-1", "sha256=" + signature(CAR));
        HttpResponse<String> again = lead(CAR, "delivery-1", signature(CAR));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("is worth about $16,400");
        assertThat(first.headers().firstValue("X-Outcome")).hasValue("completed");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("X-Task"))
                .isEqualTo(first.headers().firstValue("X-Task"));
    }

    @Test
    void aWebhookWithAWrongSignatureIsNotLetIn() throws Exception {
        HttpResponse<String> wrong = lead(CAR, "delivery-2", signature(CAR + " "));
        HttpResponse<String> none = lead(CAR, "delivery-2", "");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("the signature in X-Signature is missing or wrong");
        assertThat(none.statusCode()).isEqualTo(401);
    }

    @Test
    void aSignedBodyThatIsNotJsonIsTheSendersError() throws Exception {
        HttpResponse<String> response = lead("{", "delivery-3", signature("{"));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> lead(String body, String delivery, String signature) throws IOException {
        return drover.send(HttpRequest.newBuilder(drover.uri("/hooks/leads"))
                .header("X-Delivery", delivery)
                .header("X-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String signature(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Path appears(Path in, String suffix) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> named(in, suffix), found -> found.isPresent())
                .orElseThrow();
    }

    private static java.util.Optional<Path> named(Path in, String suffix) throws IOException {
        if (!Files.isDirectory(in)) {
            return java.util.Optional.empty();
        }
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .findFirst();
        }
    }
}
