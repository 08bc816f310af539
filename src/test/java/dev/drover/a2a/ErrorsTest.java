package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private static final Return RPC = new Return(Binding.JSON_RPC, null, "\"i\"", false, List.of());
    private static final Return REST = new Return(Binding.HTTP_JSON, null, null, false, List.of());

    private final A2aWriter writer = new A2aWriter();

    @ParameterizedTest
    @CsvSource({
        "MALFORMED_JSON,-32700,200,400,INVALID_ARGUMENT,",
        "INVALID_REQUEST,-32600,200,400,INVALID_ARGUMENT,",
        "INVALID_PARAMS,-32602,200,400,INVALID_ARGUMENT,",
        "METHOD_NOT_FOUND,-32601,200,404,NOT_FOUND,",
        "METHOD_NOT_ALLOWED,-32600,405,405,UNIMPLEMENTED,",
        "UNSUPPORTED_MEDIA_TYPE,-32005,200,415,INVALID_ARGUMENT,CONTENT_TYPE_NOT_SUPPORTED",
        "TOO_LARGE,-32600,413,413,INVALID_ARGUMENT,",
        "TASK_NOT_FOUND,-32001,200,404,NOT_FOUND,TASK_NOT_FOUND",
        "TASK_NOT_CANCELABLE,-32002,200,400,FAILED_PRECONDITION,TASK_NOT_CANCELABLE",
        "PUSH_NOTIFICATION_NOT_SUPPORTED,-32003,200,400,FAILED_PRECONDITION,PUSH_NOTIFICATION_NOT_SUPPORTED",
        "UNSUPPORTED_OPERATION,-32004,200,400,FAILED_PRECONDITION,UNSUPPORTED_OPERATION",
        "CONTENT_TYPE_NOT_SUPPORTED,-32005,200,400,INVALID_ARGUMENT,CONTENT_TYPE_NOT_SUPPORTED",
        "INVALID_AGENT_RESPONSE,-32006,200,500,INTERNAL,INVALID_AGENT_RESPONSE",
        "EXTENDED_AGENT_CARD_NOT_CONFIGURED,-32007,200,400,FAILED_PRECONDITION,EXTENDED_AGENT_CARD_NOT_CONFIGURED",
        "EXTENSION_SUPPORT_REQUIRED,-32008,200,400,FAILED_PRECONDITION,EXTENSION_SUPPORT_REQUIRED",
        "VERSION_NOT_SUPPORTED,-32009,200,400,FAILED_PRECONDITION,VERSION_NOT_SUPPORTED",
        "UNAUTHENTICATED,-32041,401,401,UNAUTHENTICATED,UNAUTHENTICATED",
        "FORBIDDEN,-32043,403,403,PERMISSION_DENIED,FORBIDDEN",
        "OVER_LIMIT,-32029,429,429,RESOURCE_EXHAUSTED,OVER_LIMIT",
        "UNAVAILABLE,-32053,503,503,UNAVAILABLE,UNAVAILABLE"
    })
    void saysEachReasonInBothBindings(Reason reason, int code, int rpcStatus, int status, String name, String info) {
        Refusal refusal = Refusal.of(reason, "no");

        HttpAnswer rpc = writer.refusal(RPC, refusal);
        HttpAnswer rest = writer.refusal(REST, refusal);

        JsonNode rpcError = Requests.json(rpc.body()).get("error");
        JsonNode restError = Requests.json(rest.body()).get("error");
        assertThat(rpc.status()).isEqualTo(rpcStatus);
        assertThat(rest.status()).isEqualTo(status);
        assertThat(rpcError.get("code").asInt()).isEqualTo(code);
        assertThat(restError.get("code").asInt()).isEqualTo(status);
        assertThat(restError.get("status").asText()).isEqualTo(name);
        assertThat(rpcError.at("/data/0/reason").asText()).isEqualTo(info == null ? "" : info);
        assertThat(restError.at("/details/0/reason").asText()).isEqualTo(info == null ? "" : info);
    }

    @Test
    void coversEveryReason() {
        for (Reason reason : Reason.values()) {
            assertThat(WireError.of(reason).code()).isNegative();
        }
    }

    @Test
    void writesTheWholeErrorOfAnUnknownTask() {
        assertThat(text(writer.refusal(RPC, Refusal.taskNotFound("x"))))
                .isEqualTo("{'jsonrpc':'2.0','id':'i','error':{'code':-32001,'message':'there is no task x','data':["
                        + "{'@type':'type.googleapis.com/google.rpc.ErrorInfo','reason':'TASK_NOT_FOUND',"
                        + "'domain':'a2a-protocol.org','metadata':{'taskId':'x'}}]}}");
        assertThat(text(writer.refusal(REST, Refusal.taskNotFound("x"))))
                .isEqualTo("{'error':{'code':404,'status':'NOT_FOUND','message':'there is no task x','details':["
                        + "{'@type':'type.googleapis.com/google.rpc.ErrorInfo','reason':'TASK_NOT_FOUND',"
                        + "'domain':'a2a-protocol.org','metadata':{'taskId':'x'}}]}}");
    }

    @Test
    void saysWhenToComeBack() {
        Refusal refusal = Refusal.retryLater(Reason.OVER_LIMIT, "wait", Duration.ofMillis(11_001));

        HttpAnswer answer = writer.refusal(RPC, refusal);

        assertThat(answer.headers()).containsEntry("Retry-After", "12");
        assertThat(text(answer)).contains("{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'12s'}");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "1000,1", "1001,2"})
    void neverAsksToComeBackEarly(long millis, long seconds) {
        assertThat(Errors.seconds(Duration.ofMillis(millis))).isEqualTo(seconds);
    }

    @Test
    void challengesWhoHasNoCredentials() {
        Refusal plain = Refusal.of(Reason.UNAUTHENTICATED, "no");
        Refusal detailed = Refusal.of(Reason.UNAUTHENTICATED, "no", Map.of("challenge", "Bearer realm=\"x\""));

        assertThat(writer.refusal(REST, plain).headers()).containsEntry("WWW-Authenticate", "Bearer");
        assertThat(writer.refusal(REST, detailed).headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"x\"");
    }

    @Test
    void namesTheVerbsThatAPathTakes() {
        Reading reading = new A2aReader().read(Requests.post("/tasks/a/pushNotificationConfigs/b", ""));
        Refusal refusal = ((Reading.Refused) reading).refusal();

        assertThat(writer.refusal(reading.to(), refusal).headers()).containsEntry("Allow", "DELETE, GET");
    }

    @Test
    void saysNothingOfAFailure() {
        String message = "something went wrong here; it is not your request, and it is in our log";

        assertThat(writer.failure(REST).status()).isEqualTo(500);
        assertThat(text(writer.failure(REST)))
                .isEqualTo("{'error':{'code':500,'status':'INTERNAL','message':'" + message + "'}}");
        assertThat(writer.failure(RPC).status()).isEqualTo(200);
        assertThat(text(writer.failure(RPC)))
                .isEqualTo("{'jsonrpc':'2.0','id':'i','error':{'code':-32603,'message':'" + message + "'}}");
        assertThat(writer.failureFrame(RPC)).isEqualTo(writer.failure(RPC).body());
    }

    private static String text(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).replace('"', '\'');
    }
}
