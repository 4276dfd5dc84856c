package dev.souk.examples;

import dev.souk.model.notification.Delivery;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.Clip;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import java.util.Map;

/** A channel of your own: text messages, by whatever gateway your application uses. */
public final class SmsNotifier implements Notifier {

    private static final int LONGEST = 160;

    private final Map<Long, String> numbers;
    private final Gateway gateway;

    /** Sends by that gateway, to telephone numbers that are kept by user id. */
    public SmsNotifier(Map<Long, String> numbers, Gateway gateway) {
        this.numbers = numbers;
        this.gateway = gateway;
    }

    @Override
    public String channel() {
        return "sms";
    }

    @Override
    public ChannelAbilities abilities() {
        return ChannelAbilities.PLAIN_TEXT.withLongestText(LONGEST);
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        String number = numbers.get(delivery.recipient().userId());
        if (number == null) {
            return DeliveryResult.undeliverable("the user has no telephone number");
        }
        String text = Clip.toLength(delivery.notification().title(), LONGEST);
        return switch (gateway.send(number, text, delivery.id())) {
            case 200 -> DeliveryResult.delivered();
            case 429 -> DeliveryResult.resting("the gateway is busy", null);
            default -> DeliveryResult.tryAgain("the gateway failed");
        };
    }

    /** The application's way to send a text. */
    public interface Gateway {

        /** Answers with an HTTP status. The same id twice is a repeat, which the gateway may drop. */
        int send(String number, String text, long id);
    }
}
