package dev.drover.sample.tradein;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * How cars lose value: prices when new, yearly depreciation, what miles and condition change. The formula is in
 * docs/agents/trade-in.md, the figures are in {@code depreciation.properties} beside this class.
 *
 * @param prices by {@link #key make and model} in lower case
 * @param segments the segment of each make, in lower case, whose models are not all in {@code prices}
 */
record DepreciationTable(
        String currency,
        Plausible plausible,
        CarNames names,
        Mileage mileage,
        Map<Condition, Double> conditions,
        double range,
        int roundTo,
        int floor,
        Map<String, Price> prices,
        Map<String, Segment> segments,
        Segment defaultSegment) {

    /** How a kind of car loses value: its usual price when new, and the shares lost in the first and in later years. */
    record Segment(int price, double firstYear, double laterYears) {
        double after(int years, int priceWhenNew) {
            double value = priceWhenNew;
            for (int year = 0; year < years; year++) {
                value *= 1 - (year == 0 ? firstYear : laterYears);
            }
            return value;
        }
    }

    /** What a model costs when new. */
    record Price(Segment segment, int whenNew) {}

    /** How the miles driven change a value, against the miles that are expected for its age. */
    record Mileage(int expectedPerYear, double sharePerThousand, double best, double worst) {
        double factor(int miles, int years) {
            double spared = (double) expectedPerYear * Math.max(1, years) - miles;
            return 1 + Math.clamp(spared / 1000 * sharePerThousand, worst, best);
        }
    }

    DepreciationTable {
        conditions = Map.copyOf(conditions);
        prices = Map.copyOf(prices);
        segments = Map.copyOf(segments);
    }

    /** The table on the class path. */
    static DepreciationTable load() {
        Properties table = new Properties();
        try (InputStream file = DepreciationTable.class.getResourceAsStream("depreciation.properties")) {
            if (file == null) {
                throw new IllegalStateException("depreciation.properties is not on the class path");
            }
            table.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(table);
    }

    static DepreciationTable of(Properties table) {
        Rows rows = new Rows(table);
        Map<String, Segment> kinds = new HashMap<>();
        rows.under("segment.").forEach((name, row) -> kinds.put(name, segment(row)));
        Map<String, Segment> segments = new HashMap<>();
        rows.under("make.").forEach((make, kind) -> segments.put(key(make), Rows.found(kinds, kind)));
        Map<String, Price> prices = new HashMap<>();
        rows.under("model.").forEach((name, row) -> prices.put(key(name), price(row, kinds)));
        Map<Condition, Double> conditions = new EnumMap<>(Condition.class);
        for (Condition condition : Condition.values()) {
            conditions.put(condition, rows.share("condition." + condition.word()));
        }
        return new DepreciationTable(
                rows.text("currency"),
                new Plausible(rows.number("year.oldest"), rows.number("mileage.most")),
                CarNames.of(rows.under("make.").keySet(), rows.under("model.").keySet(), rows.under("alias.")),
                new Mileage(
                        rows.number("mileage.expected-per-year"),
                        rows.share("mileage.share-per-thousand"),
                        rows.share("mileage.best"),
                        rows.share("mileage.worst")),
                conditions,
                rows.share("range"),
                rows.number("round-to"),
                rows.number("floor"),
                prices,
                segments,
                Rows.found(kinds, rows.text("default-segment")));
    }

    /** What the car is worth in a year; a car of a make or model that is not in the table is valued by its segment. */
    Valuation value(Vehicle car, int currentYear) {
        Segment usual = segments.getOrDefault(key(car.make()), defaultSegment);
        Price price = prices.getOrDefault(key(car.make() + "." + car.model()), new Price(usual, usual.price()));
        int years = Math.max(0, currentYear - car.year());
        double worth = price.segment().after(years, price.whenNew())
                * mileage.factor(car.mileage(), years)
                * conditions.getOrDefault(car.condition(), 1.0);
        return new Valuation(car, currency, rounded(worth * (1 - range)), rounded(worth), rounded(worth * (1 + range)));
    }

    private int rounded(double amount) {
        return (int) Math.max(floor, Math.round(amount / roundTo) * roundTo);
    }

    private static Segment segment(String row) {
        String[] cells = row.split("\\s*,\\s*");
        return new Segment(Integer.parseInt(cells[0]), Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
    }

    private static Price price(String row, Map<String, Segment> kinds) {
        String[] cells = row.split("\\s*,\\s*");
        return new Price(Rows.found(kinds, cells[0]), Integer.parseInt(cells[1]));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
