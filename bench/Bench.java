package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures Drover, in memory and with a synced journal, against a bare Vert.x server: all run beside each other and are
 * loaded in turns. Ends with 1 if any answer was wrong; a target that is not met is only said.
 */
final class Bench {
    private static final Duration WARM = Duration.ofSeconds(number("WARM", 40));
    private static final Duration RUN = Duration.ofSeconds(number("RUN", 20));
    private static final Duration TURN = Duration.ofSeconds(10);
    private static final int CONNECTIONS = number("CONNECTIONS", 64);
    private static final int THREADS = number("THREADS", 1);
    private static final int STARTS = number("STARTS", 3);
    private static final int FAN_OUTS = number("FAN_OUTS", 50);
    private static final int FAN_OUT_WARMERS = 8;
    private static final List<String> SERVERS = words(System.getenv().getOrDefault("SERVERS", "bare memory rocksdb"));
    private static final String SERVER_OPTIONS = "-XX:+UseParallelGC -Xmx4g";

    private final Path project;
    private final Path work;
    private final SlowAgents agents;

    private Bench(Path project, Path work, SlowAgents agents) {
        this.project = project;
        this.work = work;
        this.agents = agents;
    }

    public static void main(String[] args) throws Exception {
        List<Figures> figures;
        Path work = Path.of(args[1]);
        try (SlowAgents agents = new SlowAgents()) {
            Files.writeString(work.resolve("application.properties"), agents.settings(), StandardOpenOption.APPEND);
            figures = new Bench(Path.of(args[0]), work, agents).run();
        }
        new Table(figures).print();
        boolean allRight = figures.stream().allMatch(server -> server.wrong() == 0);
        System.exit(allRight ? 0 : 1);
    }

    private List<Figures> run() throws Exception {
        List<Started> servers = new ArrayList<>();
        List<Figures> figures = new ArrayList<>();
        try {
            for (Kind kind : Kind.values()) {
                if (SERVERS.contains(kind.key())) {
                    servers.add(started(kind));
                }
            }
            List<Loaded> sends = loaded(
                    servers,
                    "SendMessage",
                    answer -> answer.isCompleted(List.of(Request.TEXT)),
                    Answer::looksCompleted);
            List<Loaded> streams = loaded(
                    servers,
                    "SendStreamingMessage",
                    answer -> answer.isStreamed(Request.TEXT),
                    Answer::looksStreamed);
            for (int i = 0; i < servers.size(); i++) {
                figures.add(figures(servers.get(i), sends.get(i), streams.get(i)));
            }
        } finally {
            for (Started started : servers) {
                started.server.close();
            }
        }
        return figures;
    }

    /** The last of some starts, which stays. */
    private Started started(Kind kind) throws Exception {
        List<String> command = kind == Kind.BARE ? bare() : drover();
        List<Long> millis = new ArrayList<>();
        while (true) {
            say(kind, "start");
            Server server = Server.start(work, kind.key(), command, Map.of("STORE_URL", kind.store));
            millis.add(server.startMillis());
            if (millis.size() >= STARTS) {
                millis.sort(Comparator.naturalOrder());
                Thread.sleep(2000); // what a start leaves to do is not the load's
                return new Started(kind, server, millis.get(millis.size() / 2), server.memory());
            }
            server.close();
            forgetJournal();
        }
    }

    private void forgetJournal() throws IOException {
        if (!Files.exists(work.resolve("data"))) {
            return;
        }
        try (Stream<Path> files = Files.walk(work.resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** All servers, warmed one after the other and then loaded in turns. */
    private List<Loaded> loaded(
            List<Started> servers, String method, Predicate<Answer> look, Predicate<Answer> glance) throws Exception {
        List<Loaded> loaded = new ArrayList<>();
        for (Started started : servers) {
            say(started.kind, method + ", warm-up");
            long wrong = load(started.server, method, look, WARM).wrong();
            loaded.add(new Loaded(Outcome.none(), 0, wrong));
        }
        for (Duration left = RUN; left.isPositive(); left = left.minus(TURN)) {
            Duration turn = left.compareTo(TURN) < 0 ? left : TURN;
            for (int i = 0; i < servers.size(); i++) {
                Started started = servers.get(i);
                say(started.kind, method);
                double before = started.server.cpuMicros();
                Outcome outcome = load(started.server, method, glance, turn);
                loaded.set(i, loaded.get(i).and(outcome, started.server.cpuMicros() - before));
            }
        }
        return loaded;
    }

    private static Outcome load(Server server, String method, Predicate<Answer> right, Duration time) throws Exception {
        return new Load(new Request(server.port(), method, "\"echo\""), right, time).run(CONNECTIONS, THREADS);
    }

    private Figures figures(Started started, Loaded sends, Loaded streams) throws Exception {
        double memory = started.server.memory();
        say(started.kind, "fan-out");
        Fanned fanned = started.kind == Kind.BARE ? new Fanned(new Latencies(), 0) : fanOut(started.server);
        return new Figures(
                started.kind,
                started.millis,
                started.memory,
                memory,
                sends.outcome,
                sends.cpuPerAnswer(),
                streams.outcome,
                streams.cpuPerAnswer(),
                fanned.over,
                sends.wrong + streams.wrong + fanned.wrong);
    }

    /** One client, one fan-out after another, of a server that is warm: a few clients have done the same as long as for sends. */
    private Fanned fanOut(Server server) throws Exception {
        String names = SlowAgents.names().stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        Request request = new Request(server.port(), "SendMessage", names);
        Predicate<Answer> whole = answer -> answer.isCompleted(SlowAgents.names());
        Latencies over = new Latencies();
        long wrong = new Load(request, whole, WARM).run(FAN_OUT_WARMERS, 1).wrong();
        for (int i = 0; i < FAN_OUTS; i++) {
            agents.forget();
            Outcome one = new Load(request, whole, Duration.ZERO).run(1, 1);
            wrong += one.wrong();
            over.add(one.latencies().latest() - agents.slowest());
        }
        return new Fanned(over, wrong);
    }

    private List<String> bare() {
        return java(List.of("-cp", System.getProperty("java.class.path"), "bench.Bare"));
    }

    private List<String> drover() {
        List<String> command = new ArrayList<>(words(System.getenv().getOrDefault("DROVER_OPTIONS", "")));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-jar", project.resolve("target/drover.jar").toString()));
        return java(command);
    }

    private static List<String> java(List<String> rest) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words(SERVER_OPTIONS));
        command.addAll(rest);
        return command;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static int number(String variable, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, "" + otherwise));
    }

    private static void say(Kind kind, String what) {
        System.err.println(kind.title + ": " + what);
    }

    private record Started(Kind kind, Server server, long millis, long memory) {}

    private record Loaded(Outcome outcome, double cpu, long wrong) {
        Loaded and(Outcome turn, double cpuOfTurn) {
            return new Loaded(outcome.and(turn), cpu + cpuOfTurn, wrong + turn.wrong());
        }

        double cpuPerAnswer() {
            return cpu / outcome.answers();
        }
    }

    private record Fanned(Latencies over, long wrong) {}
}
