package dev.souk.notify;

import dev.souk.model.notification.Delivery;

/**
 * Messages that the application shows itself, under the channel {@code in_app}. The row of the notification is the
 * message, so there is nothing to send: a delivery by this channel marks that it may be shown, alone or in a digest
 * ({@code NotificationFilter.by} in core), and {@code readAt} says whether it was read. Thread-safe.
 */
public final class InAppNotifier implements Notifier {

    /** The name of this channel. */
    public static final String CHANNEL = "in_app";

    /** Nothing to set. */
    public InAppNotifier() {}

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public ChannelAbilities abilities() {
        return new ChannelAbilities(Integer.MAX_VALUE, true, true, true, true);
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        return DeliveryResult.delivered();
    }
}
