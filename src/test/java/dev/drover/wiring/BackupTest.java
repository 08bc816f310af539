package dev.drover.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.adapter.postgres.InstalledPostgres;
import dev.drover.adapter.redis.TestRedis;
import dev.drover.identity.Scope;
import dev.drover.settings.Settings;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/operating.md, as they stand there, bring a store back to where it was at the backup. */
class BackupTest {
    private static final byte[] VALUE = {1, 2};
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path tools;
    private Task task;

    @BeforeEach
    void prepare() throws IOException {
        tools = Files.createDirectory(folder.resolve("tools"));
        environment.put(
                "BACKUP", Files.createDirectory(folder.resolve("backup")).toString());
    }

    @Test
    void ofAFolder() throws Exception {
        String url = "rocksdb:./data/drover";

        before(url);
        run("backup-rocksdb", folder);
        after(url);
        run("restore-rocksdb", folder);

        assertIsAsBefore(url);
    }

    @Test
    void ofRedis() throws Exception {
        String[] settings = {"appendonly yes", "appendfsync always"};
        try (TestRedis redis = TestRedis.start(settings)) {
            String url = "redis://127.0.0.1:" + redis.port;
            environment.put("PORT", Integer.toString(redis.port));
            redisCli();

            before(url);
            run("backup-redis", redis.folder);
            after(url);
            run("restore-redis-files", redis.folder);
            redis.startAgain("appendonly no");
            run("restore-redis-log", redis.folder);
            redis.kill();
            redis.startAgain(settings);

            assertIsAsBefore(url);
        }
    }

    /** In place of the client, which does not come with the server here. */
    private void redisCli() throws IOException {
        Path script = tools.resolve("redis-cli");
        Files.writeString(script, """
                #!/usr/bin/env bash
                exec 3<> "/dev/tcp/127.0.0.1/$PORT"
                printf '%s\\r\\nQUIT\\r\\n' "$*" >&3
                cat <&3 || true # a server that shuts down resets
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void ofPostgres() throws Exception {
        Path tools = InstalledPostgres.tools().orElse(null);
        assumeTrue(tools != null, "needs an installed PostgreSQL with its tools");
        environment.put("PATH", tools + ":" + System.getenv("PATH"));
        try (InstalledPostgres postgres = new InstalledPostgres(tools, folder.resolve("postgres"))) {
            String server = "postgresql://127.0.0.1:" + postgres.port + "/postgres?user=postgres";
            environment.put("DATABASE", server);

            before("jdbc:" + server);
            run("backup-postgres", folder);
            after("jdbc:" + server);
            run("restore-postgres", folder);

            assertIsAsBefore("jdbc:" + server);
        }
    }

    private void before(String url) throws Exception {
        try (Stores stores = open(url)) {
            stores.tasks().append(Samples.open("t1", Samples.ALICE, "c1", Samples.NOON));
            stores.state().put("kept", VALUE, DAY);
            task = stores.tasks().find(Scope.all(), "t1").orElseThrow();
        }
    }

    private void after(String url) throws Exception {
        try (Stores stores = open(url)) {
            stores.tasks().append(Samples.note(task, "after the backup"));
            stores.tasks().append(Samples.open("t2", Samples.ALICE, "c1", Samples.NOON));
            stores.state().remove("kept");
            stores.state().put("gone", VALUE, DAY);
        }
    }

    private void assertIsAsBefore(String url) throws Exception {
        try (Stores stores = open(url)) {
            assertThat(stores.tasks().find(Scope.all(), "t1")).contains(task);
            assertThat(stores.tasks().find(Scope.all(), "t2")).isEmpty();
            assertThat(stores.tasks().unfinished("", 10)).containsExactly("t1");
            assertThat(stores.state().get("kept")).contains(VALUE);
            assertThat(stores.state().get("gone")).isEmpty();
            assertThat(stores.tasks().append(Samples.note(task, "it goes on"))).isTrue();
        }
    }

    private Stores open(String url) {
        return Stores.open(new Settings(Map.of("store.url", url)), folder, Clock.systemUTC());
    }

    /** The fenced block behind this mark. */
    private void run(String mark, Path where) throws Exception {
        String text = Files.readString(Path.of("docs/operating.md"));
        String block = text.split("<!-- test:" + mark + " -->\n```sh\n", 2)[1].split("```", 2)[0];
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", block)
                .directory(where.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(mark + ": " + said).isZero();
    }
}
