package dev.drover.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What models cost, by their names. Immutable. */
public final class Prices {
    private static final String SHIPPED = "prices.csv";
    private static final int COLUMNS = 5;

    private final Map<String, List<Price>> models;

    private Prices(Map<String, List<Price>> models) {
        this.models = Map.copyOf(models);
    }

    /** The table that comes with this package. */
    public static Prices shipped() {
        try (InputStream table = Objects.requireNonNull(Prices.class.getResourceAsStream(SHIPPED))) {
            return parse(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table: on a line {@code model, over, prompt, cached, output} as in {@link Price}; {@code #} begins a comment.
     * An {@code IllegalArgumentException} names the line that is wrong.
     */
    public static Prices parse(String table) {
        Map<String, List<Price>> models = new HashMap<>();
        List<String> lines = table.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                List<String> cells =
                        List.of(line.split(",")).stream().map(String::strip).toList();
                models.computeIfAbsent(cells.getFirst(), model -> new ArrayList<>())
                        .add(price(cells, i + 1));
            }
        }
        models.values().forEach(prices -> prices.sort(Comparator.comparingLong(Price::over)));
        return new Prices(models);
    }

    private static Price price(List<String> cells, int line) {
        if (cells.size() != COLUMNS || cells.getFirst().isEmpty()) {
            throw new IllegalArgumentException(
                    "model, over, prompt, cached, output on each line, as not on line " + line);
        }
        return new Price(
                number(cells.get(1), line).longValue(),
                number(cells.get(2), line),
                number(cells.get(3), line),
                number(cells.get(4), line));
    }

    private static BigDecimal number(String cell, int line) {
        if (!cell.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new IllegalArgumentException("numbers of 0 or more, not " + cell + " on line " + line);
        }
        return new BigDecimal(cell);
    }

    /** This table, with the models of another one in place of its own. */
    public Prices with(Prices other) {
        Map<String, List<Price>> all = new HashMap<>(models);
        all.putAll(other.models);
        return new Prices(all);
    }

    /** What a call of this model costs; absent where nobody knows. */
    public @Nullable BigDecimal cost(String model, Usage usage) {
        BigDecimal cost = null;
        for (Price price : models.getOrDefault(model, List.of())) {
            if (cost == null || usage.prompt() > price.over()) {
                cost = price.of(usage);
            }
        }
        return cost;
    }

    /** What this agent's call of this model came to. */
    public Spent spent(String agent, String model, Usage usage) {
        return new Spent(agent, model, usage, cost(model, usage));
    }
}
