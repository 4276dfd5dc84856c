package dev.souk.faults;

import dev.souk.model.notification.Delivery;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Leaves a server that refuses alone as it is easily written: until a time of the clock, which may be set meanwhile. Thread-safe. */
final class RestingNotifier implements Notifier {

    /** What it logs when it begins. */
    static final String RESTS = "nothing is sent to the mail server until ";

    private static final int RESTS_AT = 5;
    private static final Duration REST = Duration.ofSeconds(30);

    private final Notifier notifier;
    private final Clock clock;
    private int refusedInARow;
    private Instant restsUntil = Instant.EPOCH;

    RestingNotifier(Notifier notifier, Clock clock) {
        this.notifier = notifier;
        this.clock = clock;
    }

    @Override
    public String channel() {
        return notifier.channel();
    }

    @Override
    public ChannelAbilities abilities() {
        return notifier.abilities();
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        return sendAll(List.of(delivery)).get(0);
    }

    @Override
    public synchronized List<DeliveryResult> sendAll(List<Delivery> deliveries) {
        if (clock.instant().isBefore(restsUntil)) {
            return Collections.nCopies(deliveries.size(), DeliveryResult.notTried("the server is left alone", null));
        }
        List<DeliveryResult> results = notifier.sendAll(deliveries);
        results.forEach(this::note);
        return results;
    }

    private void note(DeliveryResult result) {
        refusedInARow = result instanceof DeliveryResult.Delivered ? 0 : refusedInARow + 1;
        if (refusedInARow == RESTS_AT) {
            refusedInARow = 0;
            restsUntil = clock.instant().plus(REST);
            System.err.println(RESTS + restsUntil);
        }
    }
}
