package dev.drover.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the histories say: every violation by name, and how long takeovers took. */
final class Verdict {
    private final Plan plan;
    private final Work work;
    private final List<Recorder.Call> calls;
    private final List<Havoc.Orphan> orphans;
    private final List<String> violations;
    private final List<Long> takeovers = new ArrayList<>();
    private int lost;
    private int duplicated;
    private int whole;

    Verdict(Plan plan, int sent, Work work, List<Recorder.Call> calls, List<Havoc.Orphan> orphans) {
        this.plan = plan;
        this.work = work;
        this.calls = calls;
        this.orphans = orphans;
        violations = new ArrayList<>(work.violations);
        if (work.histories.size() != sent) {
            violations.add(work.histories.size() + " tasks for " + sent + " messages");
        }
        work.histories.forEach(this::ends);
        work.histories.forEach(this::streams);
        calls();
        takeovers();
    }

    private void ends(String id, Work.History history) {
        if (history.end.isMissingNode()) {
            lost++;
            violations.add("accepted and not ended: " + id);
            return;
        }
        Set<String> artifacts = new HashSet<>();
        history.end.path("artifacts").forEach(artifact -> {
            if (!artifacts.add(artifact.path("artifactId").asText())) {
                duplicated++;
                violations.add("an artifact twice: " + id);
            }
            if (artifact.path("parts").size() != 1
                    && !artifact.path("artifactId").asText().equals("answer")) {
                duplicated++;
                violations.add("an artifact with a reply twice: " + id);
            }
        });
        boolean complete =
                !history.end.at("/metadata/drover/partial").asBoolean() && artifacts.size() == history.agents + 1;
        whole += complete ? 1 : 0;
    }

    private void streams(String id, Work.History history) {
        for (List<Client.Seen> stream : history.streams) {
            if (!stream.equals(history.streams.getFirst())) {
                violations.add("streams differ: " + id);
            }
            long last = 0;
            for (Client.Seen event : stream) {
                if (event.id() <= last) {
                    violations.add("an event out of order or twice: " + id);
                }
                last = event.id();
            }
        }
    }

    private void calls() {
        List<String> different = Recorder.differentForOneStep(calls);
        duplicated += different.size();
        violations.addAll(different);
    }

    /** From the loss of a replica until another one calls again. */
    private void takeovers() {
        for (Havoc.Orphan orphan : orphans) {
            calls.stream()
                    .filter(call -> call.id().equals(orphan.call().id()) && call.at() > orphan.since())
                    .filter(call -> !call.from().equals(orphan.call().from()))
                    .findFirst()
                    .ifPresent(call -> takeovers.add(call.at() - orphan.since()));
        }
        takeovers.sort(null);
    }

    boolean fine() {
        return violations.isEmpty();
    }

    Duration takeover(double share) {
        return takeovers.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(takeovers.get((int) Math.min(takeovers.size() - 1, takeovers.size() * share)));
    }

    /** Whether somebody was seen to take over at all, without which nothing is proved. */
    int takenOver() {
        return takeovers.size();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(plan.toString());
        lines.add("trouble      " + plan.trouble());
        lines.add("accepted     " + work.histories.size());
        lines.add("ended        " + work.ended() + ", of them " + whole + " with every agent's answer");
        lines.add("calls        " + calls.size() + ", of them " + (calls.size() - distinct()) + " again");
        lines.add("lost         " + lost);
        lines.add("duplicated   " + duplicated);
        lines.add("takeover     p50 " + seconds(0.5) + ", p95 " + seconds(0.95) + ", max " + seconds(1) + ", of "
                + takeovers.size() + " calls");
        lines.add("violations   " + violations.size());
        violations.stream().limit(20).forEach(violation -> lines.add("  " + violation));
        return String.join("\n", lines);
    }

    private String seconds(double share) {
        return String.format(Locale.ROOT, "%.1f s", takeover(share).toMillis() / 1e3);
    }

    private long distinct() {
        return calls.stream().map(Recorder.Call::id).distinct().count();
    }
}
