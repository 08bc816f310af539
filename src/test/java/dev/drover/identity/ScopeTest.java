package dev.drover.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final Caller ANN = new Caller("ann");
    private static final Caller BOB = new Caller("bob");
    private static final Caller VIEWER = new Caller("eve", Set.of(Role.VIEWER), Reach.EVERYTHING);
    private static final Caller OPERATOR = new Caller("oscar", Set.of(Role.OPERATOR), Reach.EVERYTHING);

    @Test
    void aCallerReadsAndChangesItsOwn() {
        assertThat(Scope.readableBy(ANN).sees(ANN)).isTrue();
        assertThat(Scope.changeableBy(ANN).sees(ANN)).isTrue();
        assertThat(Scope.readableBy(ANN).sees(BOB)).isFalse();
        assertThat(Scope.changeableBy(ANN).sees(BOB)).isFalse();
        assertThat(ANN.sends()).isTrue();
    }

    @Test
    void aViewerReadsAllAndChangesNothing() {
        assertThat(Scope.readableBy(VIEWER).sees(ANN)).isTrue();
        assertThat(Scope.changeableBy(VIEWER).sees(ANN)).isFalse();
        assertThat(VIEWER.sends()).isFalse();
    }

    @Test
    void anOperatorReadsAndChangesAll() {
        assertThat(Scope.readableBy(OPERATOR).sees(ANN)).isTrue();
        assertThat(Scope.changeableBy(OPERATOR).sees(ANN)).isTrue();
        assertThat(OPERATOR.sends()).isTrue();
    }

    @Test
    void ownershipDoesNotDependOnRoles() {
        Caller promoted = new Caller("ann", Set.of(Role.OPERATOR), Reach.of("weather"));

        assertThat(Scope.of(promoted).sees(ANN)).isTrue();
        assertThat(Scope.of(promoted).sees(BOB)).isFalse();
    }
}
