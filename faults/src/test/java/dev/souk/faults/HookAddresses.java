package dev.souk.faults;

import dev.souk.model.notification.Recipient;
import dev.souk.notify.AddressBook;
import dev.souk.notify.http.WebhookEndpoint;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** Each user has a path of their own at a {@link HookReceiver}, below that of the host, until it is gone. Thread-safe. */
final class HookAddresses implements AddressBook<WebhookEndpoint> {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw";

    private final ToIntFunction<String> ports;
    private final String host;
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /** {@code ports} says where that of a user is, by e-mail address. */
    HookAddresses(ToIntFunction<String> ports, String host) {
        this.ports = ports;
        this.host = host;
    }

    @Override
    public List<WebhookEndpoint> find(Recipient recipient) {
        String user = recipient.email();
        String url = "http://127.0.0.1:%d/%s/%s".formatted(ports.applyAsInt(user), host, user);
        return gone.contains(user) ? List.of() : List.of(WebhookEndpoint.of(url, SECRET));
    }

    @Override
    public void gone(Recipient recipient, WebhookEndpoint address) {
        gone.add(recipient.email());
    }
}
