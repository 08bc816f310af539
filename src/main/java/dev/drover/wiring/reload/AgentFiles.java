package dev.drover.wiring.reload;

import dev.drover.settings.Settings;
import dev.drover.wiring.work.RouteAgents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code agent-files}: takes route files of agents that were added or changed, and lets go of those that were
 * removed. It looks at times and sizes, which works on every kind of folder, and takes what two looks find the same, so
 * that nothing is read while it is written. For one thread.
 */
public final class AgentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFiles.class);

    private final List<Path> folders;
    private final RouteAgents agents;
    private final Settings settings;
    private final boolean watching;
    private final Map<Path, Stamp> taken;
    private Map<Path, Stamp> seen;
    private @Nullable AgentVersions versions;

    private record Stamp(FileTime modified, long size) {}

    /** Files that are there now count as loaded already. */
    AgentFiles(List<Path> folders, RouteAgents agents, Settings settings) {
        this.folders = List.copyOf(folders);
        this.agents = agents;
        this.settings = settings;
        watching = settings.truth("routes.reload", "true");
        taken = new HashMap<>(watching ? scan() : Map.of());
        seen = Map.copyOf(taken);
    }

    /** Brings the agents to what the folders hold. */
    public void look(Exchange exchange) {
        if (!watching) {
            return;
        }
        AgentVersions current = versions;
        if (current == null) {
            current = new AgentVersions(exchange.getContext(), agents, settings);
            versions = current;
        }
        look(current);
    }

    private void look(AgentVersions current) {
        Map<Path, Stamp> now = scan();
        Set<Path> gone = new HashSet<>(taken.keySet());
        gone.removeAll(now.keySet());
        gone.removeAll(seen.keySet());
        for (Path file : gone) {
            taken.remove(file);
            current.remove(file);
        }
        now.forEach((file, stamp) -> {
            if (!stamp.equals(taken.get(file)) && stamp.equals(seen.get(file))) {
                take(file, stamp, current);
            }
        });
        seen = now;
    }

    private void take(Path file, Stamp stamp, AgentVersions current) {
        taken.put(file, stamp);
        try {
            current.take(file);
        } catch (Exception e) {
            Fault fault = Fault.of(file, e);
            LOG.atError()
                    .addKeyValue("file", fault.file())
                    .addKeyValue("line", fault.line())
                    .addKeyValue("reason", fault.reason())
                    .log("agent file refused; what was loaded before stays");
            LOG.debug("the whole of it", e);
        }
    }

    private Map<Path, Stamp> scan() {
        Map<Path, Stamp> found = new HashMap<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(AgentVersions.SUFFIX))
                            .forEach(file -> stamp(file, found));
                } catch (IOException | UncheckedIOException e) {
                    LOG.debug("folder {} changed while it was looked at", folder, e);
                }
            }
        }
        return found;
    }

    private static void stamp(Path file, Map<Path, Stamp> into) {
        try {
            into.put(file, new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
        } catch (IOException e) {
            // It went in this moment; the next look sees that.
        }
    }
}
