package dev.drover.adapter.postgres;

import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database is: {@code jdbc:postgresql://host:port/database?user=me&password=secret}, with all parameters of the
 * driver. {@code currentSchema} names the schema that the tables are in, else it is {@code drover}.
 */
public final class PostgresUrl {
    private static final String SECONDS_TO_CONNECT = "3";
    private static final String SECONDS_TO_ANSWER = "6";

    private final String url;
    private final Properties parts;

    private PostgresUrl(String url, Properties parts) {
        this.url = url;
        this.parts = parts;
    }

    /** Its IllegalArgumentException says what is expected, and never what was given: that may hold a password. */
    public static PostgresUrl parse(String url) {
        Properties parts = Driver.parseURL(url, new Properties());
        if (parts == null) {
            throw new IllegalArgumentException("jdbc:postgresql://host:port/database?user=<name>&password=<password>");
        }
        return new PostgresUrl(url, parts);
    }

    String schema() {
        String schema = PGProperty.CURRENT_SCHEMA.getOrNull(parts);
        return schema == null ? "drover" : schema;
    }

    /** Bounded waits where the URL does not say otherwise; errors without values. */
    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        otherwise(source, PGProperty.CURRENT_SCHEMA, schema());
        otherwise(source, PGProperty.CONNECT_TIMEOUT, SECONDS_TO_CONNECT);
        otherwise(source, PGProperty.LOGIN_TIMEOUT, SECONDS_TO_CONNECT);
        otherwise(source, PGProperty.SOCKET_TIMEOUT, SECONDS_TO_ANSWER);
        otherwise(source, PGProperty.TCP_KEEP_ALIVE, "true");
        otherwise(source, PGProperty.APPLICATION_NAME, "drover");
        otherwise(source, PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        return source;
    }

    private void otherwise(PGSimpleDataSource source, PGProperty property, String value) {
        if (!parts.containsKey(property.getName())) {
            source.setProperty(property, value);
        }
    }

    /** Host, port and database only. */
    @Override
    public String toString() {
        return "jdbc:postgresql://" + PGProperty.PG_HOST.getOrDefault(parts) + ":"
                + PGProperty.PG_PORT.getOrDefault(parts) + "/" + PGProperty.PG_DBNAME.getOrDefault(parts);
    }
}
