package dev.drover.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.message.Artifact;
import dev.drover.message.Bytes;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Part.Content;
import dev.drover.message.Role;
import java.io.IOException;
import java.util.Base64;

/** Messages, parts and artifacts. */
final class MessageJson {
    private MessageJson() {}

    static void write(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", message.id());
        json.writeStringField("role", message.role().name());
        Values.writeList(json, "parts", message.parts(), MessageJson::write);
        Values.writeText(json, "contextId", message.contextId());
        Values.writeText(json, "taskId", message.taskId());
        Values.writeObject(json, "metadata", message.metadata());
        Values.writeTexts(json, "extensions", message.extensions());
        Values.writeTexts(json, "referenceTaskIds", message.referenceTaskIds());
        json.writeEndObject();
    }

    static Message message(Members json) {
        return new Message(
                json.text("id"),
                Role.valueOf(json.text("role")),
                json.list("parts", MessageJson::part),
                json.textOrNull("contextId"),
                json.textOrNull("taskId"),
                json.map("metadata"),
                json.texts("extensions"),
                json.texts("referenceTaskIds"));
    }

    static void write(JsonGenerator json, Artifact artifact) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", artifact.id());
        Values.writeText(json, "name", artifact.name());
        Values.writeText(json, "description", artifact.description());
        Values.writeList(json, "parts", artifact.parts(), MessageJson::write);
        Values.writeObject(json, "metadata", artifact.metadata());
        Values.writeTexts(json, "extensions", artifact.extensions());
        json.writeEndObject();
    }

    static Artifact artifact(Members json) {
        return new Artifact(
                json.text("id"),
                json.textOrNull("name"),
                json.textOrNull("description"),
                json.list("parts", MessageJson::part),
                json.map("metadata"),
                json.texts("extensions"));
    }

    static void write(JsonGenerator json, Part part) throws IOException {
        json.writeStartObject();
        switch (part.content()) {
            case Content.Text(String text) -> json.writeStringField("text", text);
            case Content.Raw(Bytes bytes) -> json.writeBinaryField("raw", bytes.toArray());
            case Content.Url(String url) -> json.writeStringField("url", url);
            case Content.Data(Object value) -> {
                json.writeFieldName("data");
                Values.write(json, value);
            }
        }
        Values.writeText(json, "filename", part.filename());
        Values.writeText(json, "mediaType", part.mediaType());
        Values.writeObject(json, "metadata", part.metadata());
        json.writeEndObject();
    }

    static Part part(Members json) {
        return new Part(content(json), json.textOrNull("filename"), json.textOrNull("mediaType"), json.map("metadata"));
    }

    private static Content content(Members json) {
        if (json.has("text")) {
            return new Content.Text(json.text("text"));
        }
        if (json.has("raw")) {
            return new Content.Raw(Bytes.of(Base64.getDecoder().decode(json.text("raw"))));
        }
        if (json.has("url")) {
            return new Content.Url(json.text("url"));
        }
        if (json.has("data")) {
            return new Content.Data(json.value("data"));
        }
        throw new IllegalStateException("a stored part has no content");
    }
}
