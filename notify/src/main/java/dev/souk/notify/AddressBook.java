package dev.souk.notify;

import dev.souk.model.notification.Recipient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Where a channel reaches a user: their webhook, their chat, the browsers that they allowed to show messages. The application
 * keeps it, and forgets what is gone:
 *
 * <pre>{@code
 * AddressBook<TelegramChat> chats = AddressBook.of(
 *         recipient -> chatsOf(recipient.userId()),
 *         (recipient, chat) -> forgetChat(recipient.userId(), chat),
 *         (recipient, from, to) -> replaceChat(recipient.userId(), from, to));
 * }</pre>
 *
 * <p>Is asked by several threads at once, each time that something is sent. What it throws counts as a failed attempt of that delivery.
 *
 * @param <A> the channel's address, which keeps what is secret in it out of {@code toString}
 */
public interface AddressBook<A> {

    /**
     * The user's addresses; none if the user cannot be reached by this channel. A delivery to several is done when each
     * of them took it or is gone: if one has to be tried again, those that took it get no repeat.
     */
    List<A> find(Recipient recipient);

    /**
     * The other side says that there is no such address any more. Forget it here: what is still found is asked again with
     * the next delivery, for ever, and Standard Webhooks and the push services forbid that.
     */
    void gone(Recipient recipient, A address);

    /**
     * The other side says that the address has become another one, as a group of Telegram does that grows into a supergroup,
     * and did not say of that one that it is gone. Keep the new one in its place. What was to be sent has been sent there
     * already, or will be tried again there, so what is thrown here fails nothing; as long as the old one is still found, each message asks it first, and
     * this is called again. Does nothing unless overridden.
     */
    default void moved(Recipient recipient, A from, A to) {}

    /**
     * Made of both: how addresses are found, and how one is forgotten. One that has moved is asked each time for where it
     * is now.
     */
    static <A> AddressBook<A> of(Function<Recipient, List<A>> find, BiConsumer<Recipient, A> forget) {
        return of(find, forget, (recipient, from, to) -> {});
    }

    /** The same, and how one takes the place of another. */
    static <A> AddressBook<A> of(Function<Recipient, List<A>> find, BiConsumer<Recipient, A> forget, Move<A> move) {
        return new AddressBook<>() {
            @Override
            public List<A> find(Recipient recipient) {
                return find.apply(recipient);
            }

            @Override
            public void gone(Recipient recipient, A address) {
                forget.accept(recipient, address);
            }

            @Override
            public void moved(Recipient recipient, A from, A to) {
                move.accept(recipient, from, to);
            }
        };
    }

    /**
     * The same addresses for every user, such as the one chat of a team. One that is gone, or has moved, is not asked again
     * until the application starts anew.
     */
    static <A> AddressBook<A> fixed(List<A> addresses) {
        List<A> left = new CopyOnWriteArrayList<>(addresses);
        return of(
                recipient -> List.copyOf(left),
                (recipient, address) -> left.removeIf(address::equals),
                (recipient, from, to) -> left.replaceAll(address -> address.equals(from) ? to : address));
    }

    /** Puts an address in the place of another; see {@link AddressBook#moved}. */
    @FunctionalInterface
    interface Move<A> {

        /** The user's first address is now the second. */
        void accept(Recipient recipient, A from, A to);
    }
}
