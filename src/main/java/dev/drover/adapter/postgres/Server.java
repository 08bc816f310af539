package dev.drover.adapter.postgres;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the server is set up. */
final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** With one of these values, what was committed is on the disk and stays there. */
    private static final Map<String, Set<String>> PROMISED = Map.of(
            "fsync", Set.of("on"),
            "full_page_writes", Set.of("on"),
            "synchronous_commit", Set.of("on", "local", "remote_write", "remote_apply"));

    private final Postgres postgres;

    Server(Postgres postgres) {
        this.postgres = postgres;
    }

    void warn() {
        shortcomings().forEach(LOG::warn);
    }

    /** One sentence for each setting that differs from what Drover's guarantees need. */
    List<String> shortcomings() {
        List<String> found = new ArrayList<>();
        PROMISED.forEach((setting, promised) -> {
            String value = value(setting);
            if (!promised.contains(value)) {
                found.add("PostgreSQL has " + setting + " = " + value + "; what was accepted is safe with on only");
            }
        });
        return found;
    }

    private String value(String setting) {
        return postgres.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show " + setting)) {
                row.next();
                return row.getString(1);
            }
        });
    }
}
