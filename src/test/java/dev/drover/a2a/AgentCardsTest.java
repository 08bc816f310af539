package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.Agent;
import dev.drover.agent.CallSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentCardsTest {
    private static final Call.AgentCard ANY = new Call.AgentCard(null, null);

    private final AgentCards cards =
            new AgentCards(Clock.fixed(Instant.parse("2025-03-05T10:30:00.5Z"), ZoneOffset.UTC));

    @Test
    void writesTheWholeCard() {
        Agent full = new Agent(
                "trade-in",
                "Prices old phones",
                List.of("phones"),
                List.of("What is my phone worth?"),
                List.of("text/plain"),
                List.of("application/json"),
                CallSettings.DEFAULT);
        CardFacts facts = facts(full, Agent.of("echo", "", List.of(), List.of()));

        HttpAnswer answer = cards.answer(facts, ANY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "public, max-age=60")
                .containsEntry("Last-Modified", "Wed, 05 Mar 2025 10:30:00 GMT");
        assertThat(answer.headers().get("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8).replace('"', '\''))
                .isEqualTo("{'name':'Drover','description':'Plans','supportedInterfaces':["
                        + "{'url':'https://d.example','protocolBinding':'JSONRPC','protocolVersion':'1.0'},"
                        + "{'url':'https://d.example','protocolBinding':'HTTP+JSON','protocolVersion':'1.0'}],"
                        + "'version':'0.1','capabilities':{'streaming':true,'pushNotifications':false,"
                        + "'extendedAgentCard':false},"
                        + "'defaultInputModes':['text/plain','application/json'],"
                        + "'defaultOutputModes':['text/plain','application/json'],'skills':["
                        + "{'id':'trade-in','name':'Trade in','description':'Prices old phones','tags':['phones'],"
                        + "'examples':['What is my phone worth?'],'inputModes':['text/plain'],"
                        + "'outputModes':['application/json']},"
                        + "{'id':'echo','name':'Echo','description':'Echo','tags':['echo']}]}");
    }

    @Test
    void declaresHowToProveWhoCalls() {
        CardFacts facts = new CardFacts(
                "Drover",
                "Plans",
                "0.1",
                "https://d.example",
                List.of(),
                List.of(
                        new Security.ApiKey("key", "X-API-Key"),
                        new Security.Http("bearer", "Bearer", "JWT", List.of()),
                        new Security.OpenIdConnect("oidc", "https://i.example", List.of("drover.use")),
                        new Security.MutualTls("tls"),
                        new Security.Nothing()),
                List.of());

        String card = new String(cards.answer(facts, ANY).body(), StandardCharsets.UTF_8).replace('"', '\'');

        assertThat(card)
                .contains("'securitySchemes':{'key':{'apiKeySecurityScheme':{'location':'header','name':'X-API-Key'}},"
                        + "'bearer':{'httpAuthSecurityScheme':{'scheme':'Bearer','bearerFormat':'JWT'}},"
                        + "'oidc':{'openIdConnectSecurityScheme':{'openIdConnectUrl':'https://i.example'}},"
                        + "'tls':{'mtlsSecurityScheme':{}}},"
                        + "'securityRequirements':[{'schemes':{'key':{'list':[]}}},{'schemes':{'bearer':{'list':[]}}},"
                        + "{'schemes':{'oidc':{'list':['drover.use']}}},"
                        + "{'schemes':{'tls':{'list':[]}}},{'schemes':{}}]");
    }

    @Test
    void answersNotModifiedToWhoHasTheCard() {
        CardFacts facts = facts();
        String tag = String.valueOf(cards.answer(facts, ANY).headers().get("ETag"));

        assertThat(status(facts, tag, null)).isEqualTo(304);
        assertThat(status(facts, "\"other\", W/" + tag, null)).isEqualTo(304);
        assertThat(status(facts, "*", null)).isEqualTo(304);
        assertThat(status(facts, "\"other\"", null)).isEqualTo(200);
        assertThat(status(facts, null, "Wed, 05 Mar 2025 10:30:00 GMT")).isEqualTo(304);
        assertThat(status(facts, null, "Wed, 5 Mar 2025 10:30:01 GMT")).isEqualTo(304);
        assertThat(status(facts, null, "Wed, 05 Mar 2025 10:29:59 GMT")).isEqualTo(200);
        assertThat(status(facts, null, "yesterday")).isEqualTo(200);
    }

    @Test
    void looksAtTheTimeOnlyWithoutATag() {
        assertThat(status(facts(), "\"other\"", "Wed, 05 Mar 2025 10:30:00 GMT"))
                .isEqualTo(200);
    }

    @Test
    void sendsNoBodyWithNotModified() {
        HttpAnswer answer = cards.answer(facts(), new Call.AgentCard("*", null));

        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers()).containsOnlyKeys("ETag", "Cache-Control", "Last-Modified");
    }

    @Test
    void changesTheTagWithTheAgents() {
        HttpAnswer before = cards.answer(facts(), ANY);
        HttpAnswer after = cards.answer(facts(Agent.of("new", "New", List.of(), List.of())), ANY);

        assertThat(after.headers().get("ETag")).isNotEqualTo(before.headers().get("ETag"));
    }

    private int status(CardFacts facts, @Nullable String ifNoneMatch, @Nullable String ifModifiedSince) {
        return cards.answer(facts, new Call.AgentCard(ifNoneMatch, ifModifiedSince))
                .status();
    }

    private static CardFacts facts(Agent... agents) {
        return new CardFacts("Drover", "Plans", "0.1", "https://d.example/", List.of(agents), List.of(), List.of());
    }
}
