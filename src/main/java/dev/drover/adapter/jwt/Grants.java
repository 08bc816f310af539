package dev.drover.adapter.jwt;

import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Role;
import dev.drover.identity.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of an issuer's tokens allow.
 *
 * @param scope what a token must have among its scopes; empty for nothing
 * @param rolesClaim where a token lists what its subject is; dots lead into objects
 * @param viewer the word there that makes a viewer
 * @param operator the word there that makes an operator
 */
public record Grants(String scope, String rolesClaim, String viewer, String operator, Reach reach) {
    private static final int LONGEST_SUBJECT = 200;

    /** The caller whom these claims, already found true, are about. */
    Verdict verdict(String issuer, @Nullable String subject, Map<?, ?> claims) {
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            return new Verdict.Invalid("the token names no subject of 1 to " + LONGEST_SUBJECT + " characters");
        }
        if (!scope.isEmpty()
                && !words(claims.get("scope")).contains(scope)
                && !words(claims.get("scp")).contains(scope)) {
            return new Verdict.Insufficient(scope);
        }
        return new Verdict.Valid(new Caller(issuer + ":" + subject, roles(claims), reach));
    }

    private Set<Role> roles(Map<?, ?> claims) {
        Set<String> words = words(at(claims, rolesClaim));
        EnumSet<Role> roles = EnumSet.of(Role.CALLER);
        if (words.contains(viewer)) {
            roles.add(Role.VIEWER);
        }
        if (words.contains(operator)) {
            roles.add(Role.OPERATOR);
        }
        return roles;
    }

    private static @Nullable Object at(Map<?, ?> claims, String path) {
        Object found = claims.get(path);
        if (found != null) {
            return found;
        }
        found = claims;
        for (String name : path.split("\\.")) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }

    /** A list of words, or words with spaces between them. */
    private static Set<String> words(@Nullable Object claim) {
        return switch (claim) {
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
            case String text -> Arrays.stream(text.split(" ")).collect(Collectors.toUnmodifiableSet());
            case null, default -> Set.of();
        };
    }
}
