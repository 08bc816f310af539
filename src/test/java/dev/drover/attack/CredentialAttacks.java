package dev.drover.attack;

import static dev.drover.attack.Ask.get;
import static dev.drover.attack.Ask.message;
import static dev.drover.attack.Ask.post;
import static dev.drover.attack.Ask.rpc;

import java.util.List;

/** Who is not who they say they are. The tokens are made by {@link AttackTest}. */
final class CredentialAttacks {
    private static final String UNKNOWN = "the api key is not known";
    private static final String SIGNATURE = "error_description=\"the token's signature does not hold\"";

    private CredentialAttacks() {}

    static List<Attack> keys(String ann, String expired) {
        Ask tasks = get("/tasks");
        Ask good = tasks.key(ann);
        return List.of(
                new Attack("no credentials", tasks, 401, "this needs an API key in X-API-Key or a bearer token", good),
                new Attack("how to authenticate", tasks, 401, "www-authenticate: bearer realm=\"drover\"", good),
                new Attack(
                        "no credentials in JSON-RPC",
                        rpc("ListTasks", "{}"),
                        401,
                        "\"code\":-32041",
                        rpc("ListTasks", "{}").key(ann)),
                new Attack("an empty key", tasks.key(""), 401, UNKNOWN, good),
                new Attack("a key that nobody has", tasks.key("0123456789abcdef0123"), 401, UNKNOWN, good),
                new Attack(
                        "a key but its last character",
                        tasks.key(ann.substring(0, ann.length() - 1)),
                        401,
                        UNKNOWN,
                        good),
                new Attack("a key and one character", tasks.key(ann + "0"), 401, UNKNOWN, good),
                new Attack("a key in capitals", tasks.key(ann.toUpperCase(java.util.Locale.ROOT)), 401, UNKNOWN, good),
                new Attack("the hash in place of the key", tasks.key("sha256:" + "0".repeat(64)), 401, UNKNOWN, good),
                new Attack("an expired key", tasks.key(expired), 401, "the api key has expired", good),
                new Attack("a key twice", tasks.key(ann).key(ann), 401, UNKNOWN, good),
                new Attack("a key in the query", get("/tasks?X-API-Key=" + ann), 401, "this needs", good),
                new Attack("a key in a cookie", tasks.with("Cookie: X-API-Key=" + ann), 401, "this needs", good),
                new Attack("a key as a bearer token", tasks.bearer(ann), 401, "the token cannot be read", good),
                new Attack("a key and a token", tasks.key(ann).bearer("x"), 401, "send one credential", good),
                new Attack(
                        "another scheme",
                        tasks.with("Authorization: Basic YW5uOmFubg=="),
                        401,
                        "must be bearer and a token",
                        good),
                new Attack(
                        "malformed JSON without credentials",
                        post("/message:send", "{"),
                        401,
                        "this needs",
                        post("/message:send", message("c1", "")).key(ann)),
                new Attack(
                        "an unknown path without credentials",
                        get("/admin"),
                        401,
                        "this needs",
                        get("/.well-known/agent-card.json")),
                new Attack(
                        "an unknown method without credentials",
                        rpc("Format", "{}"),
                        401,
                        "this needs",
                        get("/health")));
    }

    static List<Attack> tokens(java.util.Map<String, String> tokens) {
        Ask tasks = get("/tasks");
        Ask good = tasks.bearer(token(tokens, "good"));
        return List.of(
                new Attack(
                        "a token in the query",
                        get("/tasks?access_token=" + token(tokens, "good")),
                        401,
                        "this needs",
                        good),
                new Attack("a forged signature", tasks.bearer(token(tokens, "forged")), 401, SIGNATURE, good),
                new Attack("no signature", tasks.bearer(token(tokens, "none")), 401, "the token is not signed", good),
                new Attack("a public key as a secret", tasks.bearer(token(tokens, "confused")), 401, SIGNATURE, good),
                new Attack(
                        "another's key under the same id",
                        tasks.bearer(token(tokens, "other-key")),
                        401,
                        SIGNATURE,
                        good),
                new Attack(
                        "a key that the token brings along",
                        tasks.bearer(token(tokens, "own-key")),
                        401,
                        SIGNATURE,
                        good),
                new Attack(
                        "an expired token", tasks.bearer(token(tokens, "expired")), 401, "the token has expired", good),
                new Attack(
                        "a token of the future",
                        tasks.bearer(token(tokens, "early")),
                        401,
                        "the token is not valid yet",
                        good),
                new Attack(
                        "a token for ever",
                        tasks.bearer(token(tokens, "endless")),
                        401,
                        "the token has no time of expiry",
                        good),
                new Attack(
                        "a token for another server",
                        tasks.bearer(token(tokens, "audience")),
                        401,
                        "the token is for another audience",
                        good),
                new Attack(
                        "a token of another issuer",
                        tasks.bearer(token(tokens, "issuer")),
                        401,
                        "the token is of an unknown issuer",
                        good),
                new Attack("a token of another kind", tasks.bearer(token(tokens, "kind")), 401, SIGNATURE, good),
                new Attack(
                        "a token of nobody",
                        tasks.bearer(token(tokens, "nobody")),
                        401,
                        "the token names no subject",
                        good),
                new Attack(
                        "a token without the scope",
                        tasks.bearer(token(tokens, "scope")),
                        403,
                        "error=\"insufficient_scope\", scope=\"drover.use\"",
                        good),
                new Attack(
                        "a rotated key",
                        tasks.bearer(token(tokens, "withdrawn")),
                        401,
                        SIGNATURE,
                        tasks.bearer(token(tokens, "rotated"))),
                new Attack("two tokens", good.bearer("x.y.z"), 401, "the token cannot be read", good),
                new Attack("half a token", tasks.bearer("e30.e30"), 401, "the token cannot be read", good));
    }

    private static String token(java.util.Map<String, String> tokens, String name) {
        return java.util.Objects.requireNonNull(tokens.get(name), name);
    }
}
