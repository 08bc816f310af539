package dev.drover.wiring.gate;

import dev.drover.a2a.Security;
import dev.drover.adapter.jwt.BearerTokens;
import dev.drover.adapter.jwt.Introspection;
import dev.drover.adapter.jwt.TrustedIssuer;
import dev.drover.address.Network;
import dev.drover.address.Proxies;
import dev.drover.identity.ApiKeys;
import dev.drover.identity.Authentication;
import dev.drover.identity.Tokens;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How callers authenticate here.
 *
 * @param security the same, as the agent card says it
 * @param proxies who is believed about where a request comes from
 * @param open whether there is no authentication, and nobody but this machine comes in
 */
public record Gate(Authentication authentication, List<Security> security, Proxies proxies, boolean open) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    /** Refuses settings by which the server would be open to everyone by accident. */
    public static Gate of(Settings settings, InstantSource clock) {
        ApiKeys keys = KeySettings.read(settings, clock);
        IssuerSettings issuers = IssuerSettings.read(settings);
        Introspection.Server server = issuers.introspection();
        Introspection introspection = server == null ? null : new Introspection(server, clock);
        Tokens tokens = issuers.signing().isEmpty() && introspection == null
                ? null
                : new BearerTokens(issuers.signing(), introspection, clock);
        boolean anonymous = settings.truth("authenticate.allow-anonymous", "false");
        boolean certificates = !settings.text("tls.client-certificates", "none").equals("none");
        Authentication authentication = new Authentication(keys, tokens, certificates, anonymous);
        String host = settings.text("server.host", "127.0.0.1");
        boolean loopback = LOOPBACK.contains(host);
        if (!authentication.isConfigured() && !anonymous && !loopback) {
            throw new InvalidSetting("server.host is " + host + ", and no authentication is configured: anybody who"
                    + " reaches this address could use Drover. Configure it (authenticate.keys, authenticate.issuers), set"
                    + " authenticate.allow-anonymous = true if that is meant, or server.host = 127.0.0.1");
        }
        return new Gate(
                authentication,
                security(keys, issuers, certificates, anonymous),
                proxies(settings),
                loopback && !authentication.isConfigured());
    }

    private static Proxies proxies(Settings settings) {
        return new Proxies(settings.list("throttle.trusted-proxies", "").stream()
                .map(text -> settings.parse("throttle.trusted-proxies", "", all -> Network.of(text)))
                .toList());
    }

    private static List<Security> security(
            ApiKeys keys, IssuerSettings issuers, boolean certificates, boolean anonymous) {
        List<Security> security = new ArrayList<>();
        if (!keys.all().isEmpty()) {
            security.add(new Security.ApiKey("api-key", "X-API-Key"));
        }
        for (TrustedIssuer issuer : issuers.signing()) {
            List<String> scopes = scopes(issuer.grants().scope());
            security.add(
                    issuer.keys() == null
                            ? new Security.OpenIdConnect(issuer.name(), discovery(issuer), scopes)
                            : new Security.Http(issuer.name(), "Bearer", "JWT", scopes));
        }
        Introspection.Server server = issuers.introspection();
        if (server != null) {
            security.add(new Security.Http(
                    server.name(), "Bearer", null, scopes(server.grants().scope())));
        }
        if (certificates) {
            security.add(new Security.MutualTls("tls"));
        }
        if (anonymous && !security.isEmpty()) {
            security.add(new Security.Nothing());
        }
        return List.copyOf(security);
    }

    private static List<String> scopes(String scope) {
        return scope.isEmpty() ? List.of() : List.of(scope);
    }

    private static String discovery(TrustedIssuer issuer) {
        String url = issuer.url().toString();
        return (url.endsWith("/") ? url : url + "/") + ".well-known/openid-configuration";
    }
}
