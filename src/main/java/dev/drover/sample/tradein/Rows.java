package dev.drover.sample.tradein;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/** The rows of the table's file by name; a row that is not there, or is no number where one is due, is named. */
record Rows(Properties file) {
    String text(String name) {
        String value = file.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the depreciation table has no " + name);
        }
        return value.strip();
    }

    int number(String name) {
        return parsed(name, Integer::valueOf);
    }

    double share(String name) {
        return parsed(name, Double::valueOf);
    }

    /** The rows whose names begin with a prefix, by the rest of their names. */
    Map<String, String> under(String prefix) {
        Map<String, String> rows = new TreeMap<>();
        for (String name : file.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                rows.put(name.substring(prefix.length()), text(name));
            }
        }
        return rows;
    }

    static <T> T found(Map<String, T> table, String name) {
        T value = table.get(name);
        if (value == null) {
            throw new IllegalStateException("the depreciation table has no segment " + name);
        }
        return value;
    }

    private <T> T parsed(String name, Function<String, T> parser) {
        String value = text(name);
        try {
            return parser.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("in the depreciation table " + name + " is a number, not " + value, e);
        }
    }
}
