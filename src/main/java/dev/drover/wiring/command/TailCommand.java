package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Follows one task. */
@Command(
        name = "tail",
        description = "Prints every event of a task from its first on, until it ends.",
        mixinStandardHelpOptions = true)
final class TailCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", description = "The task's id.")
    @SuppressWarnings("NullAway.Init")
    String id;

    @Override
    void ask(PrintWriter out) throws InterruptedException {
        HttpResponse<InputStream> stream =
                remote.send("/tasks/" + Remote.encoded(id) + ":subscribe", Map.of("Last-Event-ID", "0"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            if (stream.statusCode() != 200) {
                throw new Commands.Failed(
                        remote.read(lines.readLine()).at("/error/message").asText());
            }
            String number = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    number = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    print(out, number, remote.read(line.substring("data: ".length())));
                }
            }
        } catch (IOException e) {
            throw new Commands.Failed("the stream broke off");
        }
    }

    private static void print(PrintWriter out, String number, JsonNode event) {
        JsonNode status = event.path("statusUpdate");
        JsonNode artifact = event.at("/artifactUpdate/artifact");
        if (!status.isMissingNode()) {
            out.println(number + "  " + since(status) + "  " + state(status) + "  "
                    + text(status.at("/status/message/parts")));
        } else if (!artifact.isMissingNode()) {
            out.println(number + "  " + artifact(artifact));
        }
        out.flush();
    }
}
