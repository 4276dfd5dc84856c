package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import java.util.List;

/**
 * A way to reach people. Implement this to add one:
 *
 * <pre>{@code
 * final class SmsNotifier implements Notifier {
 *     public String channel() {
 *         return "sms";
 *     }
 *
 *     public DeliveryResult send(Delivery delivery) {
 *         Answer answer = gateway.text(numberOf(delivery.recipient()), delivery.notification().title());
 *         return answer.accepted() ? DeliveryResult.delivered() : DeliveryResult.tryAgain(answer.words());
 *     }
 * }
 * }</pre>
 *
 * <p>Delivery is at least once: after a crash, or when an answer was lost, the same delivery comes again, with the same
 * {@link Delivery#id} and a higher {@link Delivery#attempt}. Hand the id on where the receiver can use it to tell a
 * repeat.
 *
 * <p>What the other side does is answered with a {@link DeliveryResult}, not thrown. A {@link RuntimeException} that
 * escapes all the same counts as {@link DeliveryResult.TryAgain}. An implementation is called by several threads at
 * once, must return within the lease of the delivery, and must not keep what it was given.
 */
public interface Notifier {

    /**
     * The name of the channel, as users choose it in {@link dev.souk.model.alert.NotificationSettings#channels}: a
     * small letter, then small letters, digits and underscores, at most 32 in all. Always the same.
     */
    String channel();

    /**
     * The name of the server that the delivery goes through, such as the host of a webhook. When deliveries to five users in
     * a row fail at one endpoint, the dispatcher leaves it alone for a while and goes on with the others; when five to one
     * user fail, it leaves that user alone. A {@linkplain DeliveryResult#recipientRefused refused recipient} counts a fifth
     * as much against the endpoint. Must not use the network, nor hold a secret. Unless overridden, the channel's name: one
     * server for all.
     */
    default String endpoint(Delivery delivery) {
        return channel();
    }

    /** What the channel can carry. Plain text, one by one, unless overridden. Always the same. */
    default ChannelAbilities abilities() {
        return ChannelAbilities.PLAIN_TEXT;
    }

    /**
     * What is left alone for now, because the other side asked for it. Health checks call this, so it must be quick and not
     * use the network. Nothing unless overridden.
     */
    default Rest rest() {
        return Rest.NONE;
    }

    /** Sends one delivery now, and says what came of it. */
    DeliveryResult send(Delivery delivery);

    /**
     * Sends several, for channels that save by it, such as one connection for many mails. One by one unless overridden.
     *
     * @return one result for each delivery, in the same order
     */
    default List<DeliveryResult> sendAll(List<Delivery> deliveries) {
        return deliveries.stream().map(this::send).toList();
    }
}
