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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows one task. */
@Command(
        name = "tail",
        description = "Prints every event of a task from its first on, until it ends.",
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {
    @Mixin
    Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "The task's id.")
    @SuppressWarnings("NullAway.Init")
    String id;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
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
                    print(number, remote.read(line.substring("data: ".length())));
                }
            }
        } catch (IOException e) {
            throw new Commands.Failed("the stream broke off");
        }
        return 0;
    }

    private void print(String number, JsonNode event) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode status = event.path("statusUpdate");
        JsonNode artifact = event.at("/artifactUpdate/artifact");
        if (!status.isMissingNode()) {
            String said = TaskCommand.text(status.at("/status/message/parts"));
            out.println(number + "  " + status.at("/status/timestamp").asText() + "  " + TaskCommand.state(status)
                    + "  " + said);
        } else if (!artifact.isMissingNode()) {
            out.println(number + "  artifact " + artifact.path("artifactId").asText() + ": "
                    + TaskCommand.text(artifact.path("parts")));
        }
        out.flush();
    }
}
