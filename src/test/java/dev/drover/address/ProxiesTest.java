package dev.drover.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private final Proxies proxies = new Proxies(List.of(Network.of("10.0.0.0/8"), Network.of("fd00::/8")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9 | 198.51.100.1                        | 203.0.113.9
            10.0.0.1    | 198.51.100.1                        | 198.51.100.1
            10.0.0.1    | 192.0.2.66, 198.51.100.1            | 198.51.100.1
            10.0.0.1    | 192.0.2.66, 198.51.100.1, 10.9.9.9  | 198.51.100.1
            10.0.0.1    | 198.51.100.1:4711                   | 198.51.100.1
            10.0.0.1    | 2001:db8:1:2:3:4:5:6                | 2001:db8:1:2::/64
            fd00::1     | [2001:db8:1:2:3:4:5:6]:80           | 2001:db8:1:2::/64
            10.0.0.1    | nonsense                            | 10.0.0.1
            10.0.0.1    | ''                                  | 10.0.0.1
            10.0.0.1    | 198.51.100.1, unknown               | 10.0.0.1
            10.0.0.1    | 10.0.0.2, 10.0.0.3                  | 10.0.0.2
            """)
    void takesTheLastAddressThatIsNoProxys(String peer, String forwardedFor, String client) {
        assertThat(proxies.client(peer, Map.of("x-forwarded-for", forwardedFor)))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            for=198.51.100.1;proto=https                      | 198.51.100.1
            for=192.0.2.66, For="198.51.100.1:4711"           | 198.51.100.1
            for="[2001:db8:1:2::5]:80"                        | 2001:db8:1:2::/64
            for=_hidden                                       | 10.0.0.1
            for=198.51.100.1, proto=http                      | 10.0.0.1
            """)
    void readsTheStandardHeaderFirst(String forwarded, String client) {
        assertThat(proxies.client("10.0.0.1", Map.of("forwarded", forwarded, "x-forwarded-for", "192.0.2.1")))
                .isEqualTo(client);
    }

    @Test
    void believesNobodyWhereNobodyIsTrusted() {
        assertThat(new Proxies(List.of()).client("127.0.0.1", Map.of("x-forwarded-for", "198.51.100.1")))
                .isEqualTo("127.0.0.1");
    }
}
