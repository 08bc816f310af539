package dev.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.http.RouteTable.Match;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private final RouteTable<String> table = new RouteTable<>();

    @ParameterizedTest
    @CsvSource({
        "/, everything",
        "/items, items",
        "/items/, items",
        "/itemsx, everything",
        "/items/new, new",
        "/items/7, item",
        "/items/7/parts, under an item",
        "/items/7/parts/2, under an item",
        "/items//parts, under items",
        "/tasks/x:cancel, everything"
    })
    void picksTheMostSpecificPattern(String path, String target) {
        add("/items", true, "under items");
        add("/", true, "everything");
        add("/items/{id}", false, "item");
        add("/items/{id}/parts", true, "under an item");
        add("/items/new", false, "new");
        add("items", false, "items");

        var match = table.match(path, "GET");

        assertThat(match).isInstanceOfSatisfying(Match.Found.class, found -> assertThat(found.target())
                .isEqualTo(target));
    }

    @Test
    void doesNotFallBackToAnotherPatternForTheMethod() {
        add("/", true, "everything");
        table.add(PathPattern.of("/mine", false), Set.of("GET"), "get");
        table.add(PathPattern.of("/mine", false), Set.of("PUT"), "put");

        var put = table.match("/mine", "PUT");
        var post = table.match("/mine", "POST");

        assertThat(put).isEqualTo(new Match.Found<>("put", Map.of()));
        assertThat(post).isEqualTo(new Match.WrongMethod<>(Set.of("GET", "HEAD", "PUT")));
    }

    @Test
    void decodesParametersAsFarAsTheyAreEscaped() {
        add("/{a}/{b}/{c}", false, "x");

        var match = table.match("/a%2Fb/1+1/%zz", "GET");

        assertThat(match).isEqualTo(new Match.Found<>("x", Map.of("a", "a/b", "b", "1+1", "c", "%zz")));
    }

    @Test
    void forgetsATarget() {
        add("/", true, "x");

        table.remove("x");

        assertThat(table.match("/", "GET")).isEqualTo(new Match.Nothing<>());
    }

    private void add(String path, boolean prefix, String target) {
        table.add(PathPattern.of(path, prefix), Set.of(), target);
    }
}
