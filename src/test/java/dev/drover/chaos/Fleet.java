package dev.drover.chaos;

import dev.drover.adapter.Gate;
import dev.drover.journey.RunningDrover;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replicas as processes, each with a way of its own to the store. */
final class Fleet implements AutoCloseable {
    /** One replica. */
    record Member(String name, RunningDrover process, Gate way) {}

    final List<Member> members = new ArrayList<>();

    /**
     * @param settings lines that all of them have besides
     */
    Fleet(int size, Path folder, SharedStore store, Recorder agents, Duration lease, List<String> settings)
            throws Exception {
        for (int i = 1; i <= size; i++) {
            String name = "r" + i;
            Gate way = new Gate(store.port());
            List<String> all = new ArrayList<>(agents.settings(name));
            all.add("store.url = " + store.url(way.port));
            all.add("store.lease = " + lease.toSeconds() + "s");
            all.add("task.deadline = 3m");
            all.addAll(settings);
            Path own = Files.createDirectories(folder.resolve(name));
            members.add(new Member(name, new RunningDrover(own, Map.of(), all), way));
        }
    }

    List<URI> addresses() {
        return members.stream().map(member -> member.process().uri("/")).toList();
    }

    @Override
    public void close() throws Exception {
        for (Member member : members) {
            member.process().close();
            member.way().close();
        }
    }
}
