package dev.drover.http;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {

    @Test
    void namesTheSettingThatIsWrong() {
        refuses(RunningServer.settings().port(65_536), "server.port must be from 0 to 65535, not 65536");
        refuses(RunningServer.settings().maxBody(0), "server.max-body must be from 1 byte to 2 GB");
        refuses(RunningServer.settings().maxHeader(255), "server.max-header must be at least 256 bytes");
        refuses(RunningServer.settings().streamBuffer(0), "server.stream-buffer must be at least 1 byte");
        refuses(RunningServer.settings().heartbeat(Duration.ZERO), "server.heartbeat must be at least 1 ms");
    }

    private static void refuses(RunningServer.SettingsBuilder settings, String message) {
        assertThatIllegalArgumentException().isThrownBy(settings::build).withMessage(message);
    }
}
