package dev.souk.notify;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InAppNotifierTest {

    @Test
    void isDoneAtOnceSinceTheRowIsTheMessage() {
        Notifier notifier = new InAppNotifier();

        assertThat(notifier.channel()).isEqualTo("in_app");
        assertThat(notifier.send(delivery(42, brompton()))).isEqualTo(DeliveryResult.delivered());
    }
}
