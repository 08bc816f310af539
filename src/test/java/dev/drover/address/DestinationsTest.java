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

    private final Destinations destinations = Destinations.of(List.of(), DestinationsTest::resolve);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://0.0.0.0/",
                "https://localhost/",
                "https://LOCALHOST./",
                "https://app.localhost/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::169.254.169.254]/",
                "https://[2002:7f00:1::]/",
                "https://[fe80::1]/",
                "https://[fd00:ec2::254]/",
                "https://[ff02::1]/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.0.1/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://metadata.google.internal/",
                "https://printer.local/",
                "https://intranet/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://192.0.2.1/",
                "https://198.18.0.1/"
            })
    void refusesEverySpellingOfAPrivateAddress(String url) {
        assertThat(destinations.fault(url)).isEqualTo("is private");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.1/",
                "https://127.0.0.1./",
                "ftp://public.example.com/",
                "file:///etc/passwd",
                "gopher://public.example.com/",
                "jar:http://public.example.com/!/",
                "//public.example.com/",
                "http:/public.example.com/",
                "https://",
                "https://user:password@public.example.com/",
                "https://public.example.com@10.0.0.1/",
                "https://public.example.com#@10.0.0.1/",
                "https://public.example.com\\@10.0.0.1/",
                "https://public.example.com /",
                "https://10.0.0.1%2f.example.com/",
                "javascript:alert(1)",
                ""
            })
    void refusesWhatIsNoPlainUrl(String url) {
        assertThat(destinations.fault(url)).isEqualTo("is no https URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example.com/hook?x=1",
                "HTTPS://PUBLIC.EXAMPLE.COM:8443/",
                "https://93.184.216.34/",
                "https://172.32.0.1/",
                "https://172.15.255.255/",
                "https://100.128.0.1/",
                "https://[2606:2800:220:1::1]/",
                "https://localhost.example.com/"
            })
    void takesPublicOnes(String url) {
        assertThat(destinations.fault(url)).isNull();
    }

    @Test
    void looksAtEveryAddressOfAName() throws UnknownHostException {
        destinations.admit("https://public.example.com/");
        for (String name : List.of("private.example.com", "half.example.com", "mapped.example.com")) {
            assertThatThrownBy(() -> destinations.admit("https://" + name + "/"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessage(name + " leads to a private address");
        }
        GuardedNames.release("public.example.com");
    }

    @Test
    void takesWhatIsAllowedOnPurposeAlsoByHttp() throws UnknownHostException {
        Destinations some = Destinations.of(
                List.of("127.0.0.1", "10.1.0.0/16", "fd00::/8", "hooks.internal"), DestinationsTest::resolve);

        assertThat(some.fault("http://127.0.0.1:9000/")).isNull();
        assertThat(some.fault("http://[fd00::1]/")).isNull();
        assertThat(some.fault("http://hooks.internal/")).isNull();
        some.admit("http://hooks.internal/");
        some.admit("https://private.example.com/");
        assertThat(some.fault("https://10.2.0.1/")).isNotNull();
        assertThat(some.fault("https://localhost/")).isNotNull();
        assertThat(some.fault("http://public.example.com/")).isNotNull();
        GuardedNames.release("private.example.com");
    }

    @Test
    void refusesAnAllowListThatCannotBeRead() {
        for (String wrong : List.of("10.0.0.0/33", "*.example.com", "https://example.com")) {
            assertThatThrownBy(() -> Destinations.of(List.of(wrong))).isInstanceOf(IllegalArgumentException.class);
        }
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
