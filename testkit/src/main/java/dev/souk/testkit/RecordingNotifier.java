package dev.souk.testkit;

import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A notifier that remembers instead of sending, and fails when told to. Stands in for a real channel in tests:
 *
 * <pre>{@code
 * RecordingNotifier email = new RecordingNotifier("email").failNext(DeliveryResult.tryAgain("server is down"), 2);
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class RecordingNotifier implements Notifier {

    private final String channel;
    private final List<Delivery> attempts = new ArrayList<>();
    private final List<Delivery> delivered = new ArrayList<>();
    private final Deque<DeliveryResult> failures = new ArrayDeque<>();

    /** Stands in for this channel, such as {@code email}. */
    public RecordingNotifier(String channel) {
        this.channel = channel;
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public synchronized DeliveryResult send(Delivery delivery) {
        attempts.add(delivery);
        if (!failures.isEmpty()) {
            return failures.remove();
        }
        delivered.add(delivery);
        return DeliveryResult.delivered();
    }

    /** Answers the next {@code times} deliveries with {@code result}, after what was told before; then delivers again. */
    public synchronized RecordingNotifier failNext(DeliveryResult result, int times) {
        if (result instanceof DeliveryResult.Delivered || times < 0) {
            throw new IllegalArgumentException("cannot fail %s times with %s".formatted(times, result));
        }
        for (int i = 0; i < times; i++) {
            failures.add(result);
        }
        return this;
    }

    /** What was delivered, in order; a delivery that came twice stands here twice. */
    public synchronized List<Delivery> delivered() {
        return List.copyOf(delivered);
    }

    /** Every delivery that was handed in, also those that failed, in order. */
    public synchronized List<Delivery> attempts() {
        return List.copyOf(attempts);
    }

    /** The titles of what was delivered, in order. */
    public synchronized List<String> titles() {
        return delivered.stream()
                .map(delivery -> delivery.notification().title())
                .toList();
    }

    /** Forgets everything, also failures that were still to come. */
    public synchronized void clear() {
        attempts.clear();
        delivered.clear();
        failures.clear();
    }
}
