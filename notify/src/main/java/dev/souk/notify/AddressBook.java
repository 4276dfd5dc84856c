package dev.souk.notify;

import dev.souk.model.notification.Recipient;
import java.util.List;

/**
 * Where a channel reaches a user: their webhook, their chat, the browsers that they allowed to show messages. The application
 * keeps it:
 *
 * <pre>{@code
 * AddressBook<TelegramChat> chats = recipient -> chatsOf(recipient.userId());
 * }</pre>
 *
 * <p>Is asked by several threads at once, each time that something is sent. What it throws counts as a failed attempt of that delivery.
 *
 * @param <A> the channel's address, which keeps what is secret in it out of {@code toString}
 */
@FunctionalInterface
public interface AddressBook<A> {

    /**
     * The user's addresses; none if the user cannot be reached by this channel. A delivery to several is done when each
     * of them took it or is gone: if one has to be tried again, those that took it get no repeat.
     */
    List<A> find(Recipient recipient);

    /** The other side says that there is no such address any more. Forget it here. Does nothing unless overridden. */
    default void gone(Recipient recipient, A address) {}
}
