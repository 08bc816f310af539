package dev.drover.wiring.gate;

import dev.drover.adapter.jwt.Grants;
import dev.drover.adapter.jwt.Introspection;
import dev.drover.adapter.jwt.TrustedIssuer;
import dev.drover.identity.Reach;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code authenticate.issuers.<name>.*}: an issuer signs its tokens, unless an introspection endpoint is set.
 *
 * @param introspection absent where no issuer has opaque tokens
 */
record IssuerSettings(List<TrustedIssuer> signing, Introspection.@Nullable Server introspection) {
    private static final String FAMILY = "authenticate.issuers";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static IssuerSettings read(Settings settings) {
        List<TrustedIssuer> signing = new ArrayList<>();
        Introspection.Server introspection = null;
        for (String name : settings.names(FAMILY)) {
            Block block = new Block(settings, name);
            if (name.equals("tls") || name.equals("api-key")) {
                throw new InvalidSetting(block.key("url") + ": the name " + name + " stands for something else");
            }
            if (!block.has("introspection")) {
                signing.add(block.signing());
            } else if (introspection == null) {
                introspection = block.opaque();
            } else {
                throw new InvalidSetting(block.key("introspection")
                        + " is the second one; an opaque token does not say whose it is, so only one can be asked");
            }
        }
        return new IssuerSettings(List.copyOf(signing), introspection);
    }

    /** The settings of one issuer. */
    private record Block(Settings settings, String name) {
        TrustedIssuer signing() {
            if (!has("url") || !has("audience")) {
                throw new InvalidSetting(key(has("url") ? "audience" : "url")
                        + " is missing: without it tokens that were not made for this server would be taken");
            }
            String all = String.join(",", TrustedIssuer.ALGORITHMS);
            Set<String> algorithms = Set.copyOf(settings.list(key("algorithms"), all));
            return settings.parse(
                    key("algorithms"),
                    all,
                    text -> new TrustedIssuer(
                            name,
                            url("url"),
                            settings.text(key("audience"), ""),
                            has("jwks") ? url("jwks") : null,
                            algorithms,
                            settings.time(key("skew"), "30s"),
                            grants()));
        }

        Introspection.Server opaque() {
            if (!has("client-id")) {
                throw new InvalidSetting(
                        key("client-id") + " is missing: Drover asks " + key("introspection") + " as it");
            }
            return new Introspection.Server(
                    name,
                    url("introspection"),
                    settings.text(key("client-id"), ""),
                    settings.text(key("client-secret"), ""),
                    has("audience") ? settings.text(key("audience"), "") : null,
                    settings.time(key("keep"), "30s"),
                    grants());
        }

        private Grants grants() {
            return new Grants(
                    settings.text(key("scope"), ""),
                    settings.text(key("roles-claim"), "roles"),
                    settings.text(key("viewer"), "viewer"),
                    settings.text(key("operator"), "operator"),
                    settings.parse(key("agents"), "*", Reach::of));
        }

        private URI url(String setting) {
            return settings.parse(key(setting), "", text -> {
                try {
                    URI url = new URI(text);
                    String host = url.getHost();
                    boolean plain = "http".equals(url.getScheme()) && host != null && LOOPBACK.contains(host);
                    if (host != null && ("https".equals(url.getScheme()) || plain)) {
                        return url;
                    }
                } catch (URISyntaxException e) {
                    // told below, like one of another scheme
                }
                throw new IllegalArgumentException("an https URL; http is for this machine only");
            });
        }

        boolean has(String setting) {
            return !settings.text(key(setting), "").isEmpty();
        }

        String key(String setting) {
            return FAMILY + "." + name + "." + setting;
        }
    }
}
