package dev.drover.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardedNamesTest {
    private static final InetAddressResolver.LookupPolicy ANY =
            InetAddressResolver.LookupPolicy.of(InetAddressResolver.LookupPolicy.IPV4);

    private final AtomicReference<String> means = new AtomicReference<>("93.184.216.34");
    private final InetAddressResolver names = GuardedNames.over(new InetAddressResolver() {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            return Stream.of(InetAddress.getByName(means.get()));
        }

        @Override
        public String lookupByAddress(byte[] address) {
            return "somewhere";
        }
    });
    private final Destinations destinations =
            Destinations.of(List.of(), host -> names.lookupByName(host, ANY).toArray(InetAddress[]::new));

    @Test
    void aNameThatWasAdmittedCannotMeanAPrivateAddressLater() throws Exception {
        destinations.admit("https://Rebinding.example.com/");
        assertThat(names.lookupByName("rebinding.example.com", ANY)).hasSize(1);

        means.set("169.254.169.254");

        for (String spelling : List.of("rebinding.example.com", "REBINDING.example.com", "rebinding.example.com.")) {
            assertThatThrownBy(() -> names.lookupByName(spelling, ANY))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessage(spelling + " leads to a private address");
        }
        GuardedNames.release("rebinding.example.com");
    }

    @Test
    void aNameThatWasRefusedIsNotHeldToAnything() throws Exception {
        means.set("10.0.0.1");

        assertThatThrownBy(() -> destinations.admit("https://ours.example.com/"))
                .isInstanceOf(UnknownHostException.class);

        assertThat(names.lookupByName("ours.example.com", ANY)).hasSize(1);
    }

    @Test
    void theJvmLooksNamesUpHere() {
        // As the JVM finds it; names that every machine knows, such as localhost, mean this machine whatever it
        // answers.
        assertThat(ServiceLoader.load(InetAddressResolverProvider.class).findFirst())
                .get()
                .isInstanceOf(GuardedNames.class);
    }
}
