package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.agent.Agent;
import java.io.IOException;
import java.util.List;

/** Writes the agent card (A2A 1.0, AgentCard); it has no members of 0.3. */
record Card(CardFacts facts) implements Document {
    private static final List<String> MODES = List.of("text/plain", "application/json");

    @Override
    public void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", facts.name());
        out.writeStringField("description", facts.description());
        out.writeArrayFieldStart("supportedInterfaces");
        writeInterface(out, "JSONRPC");
        writeInterface(out, "HTTP+JSON");
        out.writeEndArray();
        out.writeStringField("version", facts.version());
        out.writeObjectFieldStart("capabilities");
        out.writeBooleanField("streaming", true);
        out.writeBooleanField("pushNotifications", false);
        out.writeBooleanField("extendedAgentCard", false);
        writeExtensions(out);
        out.writeEndObject();
        writeSecurity(out);
        Wire.texts(out, "defaultInputModes", MODES);
        Wire.texts(out, "defaultOutputModes", MODES);
        out.writeArrayFieldStart("skills");
        for (Agent agent : facts.agents()) {
            writeSkill(out, agent);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writeExtensions(JsonGenerator out) throws IOException {
        if (facts.extensions().isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("extensions");
        for (Extension extension : facts.extensions()) {
            out.writeStartObject();
            out.writeStringField("uri", extension.uri());
            out.writeStringField("description", extension.description());
            out.writeBooleanField("required", false);
            out.writeObjectFieldStart("params");
            Wire.texts(out, "supportedCatalogIds", extension.catalogs());
            out.writeBooleanField("acceptsInlineCatalogs", false);
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writeInterface(JsonGenerator out, String binding) throws IOException {
        out.writeStartObject();
        out.writeStringField("url", facts.url());
        out.writeStringField("protocolBinding", binding);
        out.writeStringField("protocolVersion", Versions.SERVED);
        out.writeEndObject();
    }

    private static void writeSkill(JsonGenerator out, Agent agent) throws IOException {
        String words = agent.name().replace('-', ' ');
        String name = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        out.writeStartObject();
        out.writeStringField("id", agent.name());
        out.writeStringField("name", name);
        out.writeStringField("description", agent.description().isBlank() ? name : agent.description());
        Wire.texts(out, "tags", agent.tags().isEmpty() ? List.of(agent.name()) : agent.tags());
        Wire.texts(out, "examples", agent.examples());
        Wire.texts(out, "inputModes", agent.inputModes());
        Wire.texts(out, "outputModes", agent.outputModes());
        out.writeEndObject();
    }

    private void writeSecurity(JsonGenerator out) throws IOException {
        if (facts.security().isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("securitySchemes");
        for (Security security : facts.security()) {
            if (!(security instanceof Security.Nothing)) {
                out.writeObjectFieldStart(security.name());
                writeScheme(out, security);
                out.writeEndObject();
            }
        }
        out.writeEndObject();
        out.writeArrayFieldStart("securityRequirements");
        for (Security security : facts.security()) {
            out.writeStartObject();
            out.writeObjectFieldStart("schemes");
            if (!(security instanceof Security.Nothing)) {
                out.writeObjectFieldStart(security.name());
                out.writeArrayFieldStart("list");
                for (String scope : security.scopes()) {
                    out.writeString(scope);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeScheme(JsonGenerator out, Security security) throws IOException {
        switch (security) {
            case Security.ApiKey key -> {
                out.writeObjectFieldStart("apiKeySecurityScheme");
                out.writeStringField("location", "header");
                out.writeStringField("name", key.header());
            }
            case Security.Http http -> {
                out.writeObjectFieldStart("httpAuthSecurityScheme");
                out.writeStringField("scheme", http.scheme());
                Wire.text(out, "bearerFormat", http.bearerFormat());
            }
            case Security.OpenIdConnect openId -> {
                out.writeObjectFieldStart("openIdConnectSecurityScheme");
                out.writeStringField("openIdConnectUrl", openId.url());
            }
            case Security.MutualTls certificate -> out.writeObjectFieldStart("mtlsSecurityScheme");
            case Security.Nothing nothing -> throw new IllegalStateException("no scheme declares that none is needed");
        }
        out.writeEndObject();
    }
}
