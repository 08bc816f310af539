package dev.drover.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.identity.Scope;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Query;
import dev.drover.task.Samples;
import dev.drover.task.TaskStore;
import org.junit.jupiter.api.Test;

/** What depends on the server and on how it is reached. */
class PostgresServerTest {
    @Test
    void refusesAUrlWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresUrl.parse("jdbc:postgresql://host:no-port/db?password=s3cret"))
                .withMessageNotContaining("s3cret");
    }

    @Test
    void showsHostAndDatabaseOnly() {
        assertThat(PostgresUrl.parse("jdbc:postgresql://host:1234/db?user=me&password=s3cret"))
                .hasToString("jdbc:postgresql://host:1234/db");
    }

    @Test
    void saysWhyItDoesNotStartAndNotThePassword() {
        PostgresUrl url = PostgresUrl.parse(
                "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/nowhere?user=postgres&password=s3cret");

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> Postgres.open(url))
                .withMessageContaining("/nowhere: PostgreSQL cannot be used (SQLSTATE 3D000)")
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @Test
    void keepsTheTablesInTheSchemaThatTheUrlNames() {
        PostgresUrl url = PostgresUrl.parse(
                "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/postgres?user=postgres&currentSchema=staging");
        try (TaskStore staging = new PostgresTaskStore(Postgres.open(url), new JsonTaskCodec(), 0);
                TaskStore store = new PostgresTaskStore(TestPostgres.openEmpty(), new JsonTaskCodec(), 0)) {
            staging.append(Samples.open("t1", Samples.ALICE, "c1", Samples.NOON));

            assertThat(staging.unfinished("", 10)).containsExactly("t1");
            assertThat(store.unfinished("", 10)).isEmpty();
        } finally {
            TestPostgres.run("drop schema staging cascade");
        }
    }

    @Test
    void namesASettingThatPromisesLess() {
        TestPostgres.port();
        TestPostgres.run("create role hasty superuser login");
        TestPostgres.run("alter role hasty set synchronous_commit = off");
        PostgresUrl url = PostgresUrl.parse(
                "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/postgres?user=hasty&currentSchema=hasty");
        try (Postgres hasty = Postgres.open(url)) {
            assertThat(new Server(hasty).shortcomings())
                    .containsExactly("PostgreSQL has synchronous_commit = off; what was accepted is safe with on only");
        } finally {
            TestPostgres.run("drop schema hasty cascade");
            TestPostgres.run("drop role hasty");
        }
    }

    @Test
    void keepsNamesApartThatAreTooLongForAnIndex() {
        String longName = "n".repeat(5_000);
        try (TaskStore store = new PostgresTaskStore(TestPostgres.openEmpty(), new JsonTaskCodec(), 0)) {
            store.append(Samples.open("t1", Samples.ALICE, longName + "1", Samples.NOON));
            store.append(Samples.open("t2", Samples.ALICE, longName + "2", Samples.NOON));

            assertThat(store.list(Scope.all(), new Query(longName + "2", null, null, 10, null))
                            .tasks())
                    .hasSize(1);
        }
    }
}
