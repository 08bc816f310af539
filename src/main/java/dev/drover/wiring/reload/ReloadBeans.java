package dev.drover.wiring.reload;

import dev.drover.settings.Settings;
import dev.drover.wiring.work.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/** Binds the bean that watches the files of agents. */
public final class ReloadBeans {
    private ReloadBeans() {}

    /** Watches {@code routes/agents} in this folder, and the folders of {@code routes.include}. */
    public static void bind(Main main, Replica replica, Path folder) {
        Settings settings = replica.settings();
        List<Path> folders = new ArrayList<>(List.of(folder.resolve("routes/agents")));
        settings.list("routes.include", "").forEach(more -> folders.add(folder.resolve(more)));
        main.bind("agent-files", new AgentFiles(folders, replica.agents(), settings));
        main.bind("restart-files", new RestartFiles(others(folder)));
    }

    /** The settings, and the route files that are no agents. */
    private static List<Path> others(Path folder) {
        List<Path> files = new ArrayList<>(List.of(folder.resolve("application.properties")));
        String more = System.getenv("DROVER_CONFIG");
        if (more != null && !more.isBlank()) {
            files.add(folder.resolve(more));
        }
        Path all = folder.resolve("routes");
        try (Stream<Path> routes = Files.isDirectory(all) ? Files.walk(all) : Stream.empty()) {
            routes.filter(file -> file.toString().endsWith(AgentVersions.SUFFIX)
                            && !file.startsWith(all.resolve("agents"))
                            && !file.startsWith(all.resolve("examples")))
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
