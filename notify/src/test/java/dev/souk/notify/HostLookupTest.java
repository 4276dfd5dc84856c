package dev.souk.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostLookupTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void findsTheAddress() throws IOException {
        InetAddress address = HostLookup.find("127.0.0.1", LONG, Thread::new, InetAddress::getByName);

        assertThat(address).isEqualTo(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    @Test
    void waitsForASilentDirectoryOnlyAWhile() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() ->
                        HostLookup.find("mail.example", Duration.ofMillis(100), Thread::new, host -> waiting(never)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("mail.example");

        never.countDown();
    }

    @Test
    void namesTheHostThatIsNotThere() {
        assertThatThrownBy(() -> HostLookup.find("mail.example", LONG, Thread::new, host -> {
                    throw new UnknownHostException("nobody knows");
                }))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("mail.example");
    }

    private static InetAddress waiting(CountDownLatch release) throws UnknownHostException {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException("too late");
    }
}
