package dev.drover.identity;

import java.util.Set;

/**
 * Who sends a request, and so whose tasks, contexts and keys it reaches. Two callers with one name are the same caller:
 * what they may do can differ from one credential to the next, what they own cannot.
 *
 * @param name stable for the same caller; never a credential
 */
public record Caller(String name, Set<Role> roles, Reach reach) {
    /** Everyone who gives no credentials, where that is allowed. */
    public static final Caller ANONYMOUS = new Caller("anonymous");

    private static final int LONGEST = 255;

    public Caller {
        roles = Set.copyOf(roles);
        if (name.isBlank() || name.length() > LONGEST) {
            throw new IllegalArgumentException("a caller has a name of at most " + LONGEST + " characters");
        }
    }

    /** A caller like any other, who may reach all agents. */
    public Caller(String name) {
        this(name, Set.of(Role.CALLER), Reach.EVERYTHING);
    }

    /** One of another name who may do and reach the same. */
    public Caller named(String other) {
        return new Caller(other, roles, reach);
    }

    /** Whether it may send messages. */
    public boolean sends() {
        return roles.contains(Role.CALLER) || roles.contains(Role.OPERATOR);
    }

    /** Whether it may read what others own. */
    public boolean readsAll() {
        return roles.contains(Role.VIEWER) || roles.contains(Role.OPERATOR);
    }

    /** Whether it may act on what others own. */
    public boolean actsOnAll() {
        return roles.contains(Role.OPERATOR);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Caller caller && caller.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
