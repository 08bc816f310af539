package dev.drover.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    private static final Map<String, List<String>> NAMES = Map.of(
            "public.example.com", List.of("93.184.216.34"),
            "private.example.com", List.of("10.1.2.3"),
            "half.example.com", List.of("93.184.216.34", "127.0.0.1"),
            "mapped.example.com", List.of("::ffff:169.254.169.254"),
            "hooks.internal", List.of("10.1.2.3"));

    private final Destinations destinations = Destinations.of(List.of(), true, DestinationsTest::resolve);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://0.0.0.0/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://app.localhost/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::169.254.169.254]/",
                "http://[2002:7f00:1::]/",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://[ff02::1]/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.0.1/",
                "http://100.64.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://metadata.google.internal/",
                "http://printer.local/",
                "http://intranet/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://192.0.2.1/",
                "http://198.18.0.1/"
            })
    void refusesEverySpellingOfAPrivateAddress(String url) {
        assertThat(String.valueOf(destinations.fault("url", url))).isEqualTo("url: must not lead to a private address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.1/",
                "http://127.0.0.1./",
                "ftp://public.example.com/",
                "file:///etc/passwd",
                "gopher://public.example.com/",
                "jar:http://public.example.com/!/",
                "//public.example.com/",
                "http:/public.example.com/",
                "http://",
                "http://user:password@public.example.com/",
                "http://public.example.com@10.0.0.1/",
                "http://public.example.com#@10.0.0.1/",
                "http://public.example.com\\@10.0.0.1/",
                "http://public.example.com /",
                "http://10.0.0.1%2f.example.com/",
                "javascript:alert(1)",
                ""
            })
    void refusesWhatIsNoPlainUrl(String url) {
        assertThat(String.valueOf(destinations.fault("url", url))).isEqualTo("url: must be an http or https URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example.com/hook?x=1",
                "HTTPS://PUBLIC.EXAMPLE.COM:8443/",
                "http://93.184.216.34/",
                "http://172.32.0.1/",
                "http://172.15.255.255/",
                "http://100.128.0.1/",
                "http://[2606:2800:220:1::1]/",
                "http://localhost.example.com/"
            })
    void takesPublicOnes(String url) {
        assertThat(destinations.fault("url", url)).isNull();
    }

    @Test
    void takesOnlyHttpsWhereThatIsSet() {
        Destinations safe = Destinations.of(List.of(), false, DestinationsTest::resolve);

        assertThat(safe.fault("url", "https://public.example.com/")).isNull();
        assertThat(String.valueOf(safe.fault("url", "http://public.example.com/")))
                .isEqualTo("url: must be an https URL");
    }

    @Test
    void looksAtEveryAddressOfANameWhenItConnects() throws UnknownHostException {
        assertThat(destinations.resolve("public.example.com")).containsExactly(InetAddress.getByName("93.184.216.34"));
        for (String name : List.of("private.example.com", "half.example.com", "mapped.example.com", "hooks.internal")) {
            assertThatThrownBy(() -> destinations.resolve(name))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessage(name + " leads to a private address");
        }
    }

    @Test
    void takesWhatIsAllowedOnPurpose() throws UnknownHostException {
        Destinations some = Destinations.of(
                List.of("127.0.0.1", "10.1.0.0/16", "fd00::/8", "hooks.internal"), true, DestinationsTest::resolve);

        assertThat(some.fault("url", "http://127.0.0.1:9000/")).isNull();
        assertThat(some.fault("url", "http://[fd00::1]/")).isNull();
        assertThat(some.fault("url", "http://hooks.internal/")).isNull();
        assertThat(some.resolve("hooks.internal")).hasSize(1);
        assertThat(some.resolve("private.example.com")).hasSize(1);
        assertThat(some.fault("url", "http://10.2.0.1/")).isNotNull();
        assertThat(some.fault("url", "http://localhost/")).isNotNull();
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        List<String> addresses = NAMES.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        InetAddress[] found = new InetAddress[addresses.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(addresses.get(i));
        }
        return found;
    }
}
