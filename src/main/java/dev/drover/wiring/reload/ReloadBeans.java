package dev.drover.wiring.reload;

import dev.drover.settings.Settings;
import dev.drover.wiring.work.Replica;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    }
}
