package dev.drover.chaos;

import dev.drover.adapter.Gate;
import dev.drover.journey.RunningDrover;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three replicas as processes, each with a way of its own to the store. */
final class Fleet implements AutoCloseable {
    static final int SIZE = 3;

    /** One replica. */
    record Member(String name, RunningDrover process, Gate way) {}

    final List<Member> members = new ArrayList<>();

    Fleet(Path folder, SharedStore store, Recorder agents, Plan plan) throws Exception {
        for (int i = 1; i <= SIZE; i++) {
            String name = "r" + i;
            Gate way = new Gate(store.port());
            List<String> settings = new ArrayList<>(agents.settings(name));
            settings.add("store.url = " + store.url(way.port));
            settings.add("store.lease = " + plan.lease().toSeconds() + "s");
            settings.add("task.deadline = 3m");
            Path own = Files.createDirectories(folder.resolve(name));
            members.add(new Member(name, new RunningDrover(own, Map.of(), settings), way));
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
