package dev.souk.notify;

import dev.souk.model.notification.Recipient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Where a channel reaches a user: their webhook, their chat, the browsers that they allowed to show messages. The application
 * keeps it, and forgets what is gone:
 *
 * <pre>{@code
 * AddressBook<TelegramChat> chats = AddressBook.of(
 *         recipient -> chatsOf(recipient.userId()),
 *         (recipient, chat) -> forgetChat(recipient.userId(), chat));
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

    /** Made of both: how addresses are found, and how one is forgotten. */
    static <A> AddressBook<A> of(Function<Recipient, List<A>> find, BiConsumer<Recipient, A> forget) {
        return new AddressBook<>() {
            @Override
            public List<A> find(Recipient recipient) {
                return find.apply(recipient);
            }

            @Override
            public void gone(Recipient recipient, A address) {
                forget.accept(recipient, address);
            }
        };
    }

    /**
     * The same addresses for every user, such as the one chat of a team. One that is gone is not asked again until the
     * application starts anew.
     */
    static <A> AddressBook<A> fixed(List<A> addresses) {
        List<A> all = List.copyOf(addresses);
        Set<A> gone = ConcurrentHashMap.newKeySet();
        return of(
                recipient ->
                        all.stream().filter(address -> !gone.contains(address)).toList(),
                (recipient, address) -> gone.add(address));
    }
}
