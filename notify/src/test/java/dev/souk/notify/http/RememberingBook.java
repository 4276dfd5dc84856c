package dev.souk.notify.http;

import dev.souk.model.notification.Recipient;
import dev.souk.notify.AddressBook;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The same addresses for everybody, until they are gone. */
final class RememberingBook<A> implements AddressBook<A> {

    private final List<A> addresses;
    private final List<A> gone = new CopyOnWriteArrayList<>();

    RememberingBook(A address) {
        this(List.of(address));
    }

    RememberingBook(List<A> addresses) {
        this.addresses = new CopyOnWriteArrayList<>(addresses);
    }

    @Override
    public List<A> find(Recipient recipient) {
        List<A> left = new ArrayList<>(addresses);
        left.removeAll(gone);
        return left;
    }

    @Override
    public void gone(Recipient recipient, A address) {
        gone.add(address);
    }

    @Override
    public void moved(Recipient recipient, A from, A to) {
        addresses.replaceAll(address -> address.equals(from) ? to : address);
    }

    List<A> gone() {
        return gone;
    }
}
