package dev.drover.a2a;

import java.util.List;

/**
 * An extension that the card offers and that no client has to know.
 *
 * @param catalogs the component catalogs that it is served with
 */
public record Extension(String uri, String description, List<String> catalogs) {
    public Extension {
        catalogs = List.copyOf(catalogs);
    }
}
