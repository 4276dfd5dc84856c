package dev.souk.faults;

import dev.souk.model.notification.Delivery;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.notify.Rest;
import java.util.List;

/** Sends by another, and ends the process at its {@link End}. */
record EndingNotifier(Notifier notifier, End end) implements Notifier {

    @Override
    public String channel() {
        return notifier.channel();
    }

    @Override
    public String endpoint(Delivery delivery) {
        return notifier.endpoint(delivery);
    }

    @Override
    public ChannelAbilities abilities() {
        return notifier.abilities();
    }

    @Override
    public Rest rest() {
        return notifier.rest();
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        return sendAll(List.of(delivery)).get(0);
    }

    @Override
    public List<DeliveryResult> sendAll(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        end.come(End.Moment.SENDING);
        List<DeliveryResult> results = notifier.sendAll(deliveries);
        end.sent(deliveries);
        return results;
    }
}
