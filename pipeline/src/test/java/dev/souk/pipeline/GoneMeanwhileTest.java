package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.testkit.SoukPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message is about, or whom it is for, goes while it is on its way. */
@ExtendWith(SoukPostgres.class)
class GoneMeanwhileTest {

    /** Does something while it sends the first, and answers in one manner. */
    private static final class Sending implements Notifier {

        private final List<Delivery> sent = new ArrayList<>();
        private final Consumer<Delivery> meanwhile;
        private final DeliveryResult answer;

        Sending(Consumer<Delivery> meanwhile, DeliveryResult answer) {
            this.meanwhile = meanwhile;
            this.answer = answer;
        }

        @Override
        public String channel() {
            return "sms";
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            if (sent.isEmpty()) {
                meanwhile.accept(delivery);
            }
            sent.add(delivery);
            return answer;
        }
    }

    private static DeliveryResult answer(String name) {
        return switch (name) {
            case "delivered" -> DeliveryResult.delivered();
            case "busy" -> DeliveryResult.resting("busy", null);
            case "never" -> DeliveryResult.undeliverable("never");
            default -> DeliveryResult.tryAgain("again");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "busy", "never", "again"})
    void aUserWhoIsForgottenLeavesNothingBehind(String answer, DataSource dataSource) {
        try (House house = new House(dataSource)) {
            Sending sending = new Sending(delivery -> house.database.privacy().erase(house.ada.id()), answer(answer));
            try (SoukPipeline souk = house.pipeline().notifier(sending).build()) {
                Bikes bikes = new Bikes(house, souk, dataSource);
                bikes.alert("Bikes", NotificationSettings.DEFAULT.withChannels("sms"));
                bikes.appear(1, 3);

                DispatchReport report = souk.dispatch();

                assertThat(report).isEqualTo(new DispatchReport(0, 0, 0, 3, 0));
                assertThat(sending.sent).hasSize(3);
                assertThat(house.database.deliveries().stats().pending()).isZero();
                assertThat(souk.dispatch()).isEqualTo(DispatchReport.NOTHING);
            }
        }
    }

    @Test
    void aMessageThatIsDeletedSpoilsNoOther(DataSource dataSource) {
        try (House house = new House(dataSource)) {
            Sending sending = new Sending(
                    delivery -> house.database
                            .notifications()
                            .delete(delivery.notification().id()),
                    DeliveryResult.delivered());
            try (SoukPipeline souk = house.pipeline().notifier(sending).build()) {
                Bikes bikes = new Bikes(house, souk, dataSource);
                bikes.alert("Bikes", NotificationSettings.DEFAULT.withChannels("sms"));
                bikes.appear(1, 3);

                assertThat(souk.dispatch()).isEqualTo(new DispatchReport(2, 0, 0, 1, 0));
            }
        }
    }
}
