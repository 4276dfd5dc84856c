package dev.souk.pipeline;

import dev.souk.core.notification.ChannelStats;
import dev.souk.core.notification.DeliveryLane;
import dev.souk.core.notification.DeliveryQueue;
import dev.souk.core.transaction.StorageException;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.notify.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases deliveries of one channel, sends them, and has recorded what came of it. No transaction is open while something
 * is sent.
 */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private static final int BATCH = 20;
    private static final int ENDPOINTS_SHOWN = 20;
    private static final List<DeliveryLane> LANES = List.of(DeliveryLane.SINGLE, DeliveryLane.DIGEST);

    private final DeliveryQueue queue;
    private final Notifier notifier;
    private final Duration lease;
    private final Outcomes outcomes;
    private final Receivers receivers;
    private final BooleanSupplier closing;

    /** What is leased here and not recorded yet. */
    private final Set<Delivery> inHand = ConcurrentHashMap.newKeySet();

    Dispatch(
            DeliveryQueue queue,
            Notifier notifier,
            Duration lease,
            Outcomes outcomes,
            Receivers receivers,
            BooleanSupplier closing) {
        this.queue = queue;
        this.notifier = notifier;
        this.lease = lease;
        this.outcomes = outcomes;
        this.receivers = receivers;
        this.closing = closing;
    }

    /** The name of the channel. */
    String channel() {
        return notifier.channel();
    }

    /** How the channel stands on this host, beside its queue. */
    PipelineHealth.Channel health(Optional<ChannelStats> deliveries) {
        List<PipelineHealth.Endpoint> endpoints = receivers.endpointsLeftAlone(channel());
        return new PipelineHealth.Channel(
                channel(),
                true,
                deliveries,
                rest(),
                endpoints.stream().limit(ENDPOINTS_SHOWN).toList(),
                endpoints.size(),
                receivers.usersLeftAlone(channel()));
    }

    private Rest rest() {
        try {
            return Objects.requireNonNull(notifier.rest(), "the notifier gave no rest");
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("notifier of channel {} threw", channel(), e);
            return Rest.NONE;
        }
    }

    /** Sends all that is due. */
    void run(Consumer<DispatchReport> done) {
        boolean found = true;
        while (found) {
            found = sendBatch(done);
        }
    }

    /**
     * Sends a batch of what goes by itself and one of digests, so that neither waits for all of the other. Returns whether
     * there was anything.
     */
    boolean sendBatch(Consumer<DispatchReport> done) {
        boolean found = false;
        for (DeliveryLane lane : LANES) {
            Sum sent = new Sum();
            try {
                sendBatch(lane, sent);
            } finally {
                // Also of what was recorded before something could not be.
                done.accept(sent.report);
            }
            found |= !sent.report.equals(DispatchReport.NOTHING);
        }
        return found;
    }

    private void sendBatch(DeliveryLane lane, Sum sent) {
        if (!receivers.isOpen(channel(), channel()) || closing.getAsBoolean()) {
            return;
        }
        List<Delivery> leased = queue.lease(channel(), lane, BATCH, lease);
        inHand.addAll(leased);
        try {
            if (closing.getAsBoolean()) {
                queue.giveBack(leased);
                return;
            }
            send(leased, sent);
        } finally {
            leased.forEach(inHand::remove);
        }
    }

    /** Gives back what is leased and not recorded: it is due for others at once, instead of when the lease ends. */
    void giveBack() {
        List<Delivery> held = List.copyOf(inHand);
        if (!held.isEmpty()) {
            int given = queue.giveBack(held);
            LOG.info("{} of {} deliveries by {} were given back", given, held.size(), channel());
        }
        held.forEach(inHand::remove);
    }

    private void send(List<Delivery> leased, Sum sent) {
        Receivers.Round round = receivers.round(BATCH);
        List<Addressed> open = new ArrayList<>();
        for (Addressed addressed : wellFirst(leased)) {
            Delivery delivery = addressed.delivery();
            Receivers.Receiver receiver = addressed.receiver();
            if (outcomes.isLost(delivery)) {
                sent.add(outcomes.giveUpLost(delivery));
            } else if (round.admits(receiver)) {
                open.add(addressed);
            } else {
                sent.add(outcomes.postpone(delivery, receivers.trouble(receiver), receivers.waitFor(receiver)));
            }
        }
        if (!open.isEmpty()) {
            record(open, resultsOf(open), sent);
        }
    }

    /** Those to users who could be reached so far: they make the better trial, and the others may take all the time. */
    private List<Addressed> wellFirst(List<Delivery> leased) {
        List<Addressed> well = new ArrayList<>();
        List<Addressed> others = new ArrayList<>();
        for (Delivery delivery : leased) {
            Receivers.Receiver receiver = receiverOf(delivery);
            (receivers.isWell(receiver) ? well : others).add(new Addressed(delivery, receiver));
        }
        well.addAll(others);
        return well;
    }

    private List<DeliveryResult> resultsOf(List<Addressed> open) {
        List<Delivery> deliveries = open.stream().map(Addressed::delivery).toList();
        String problem;
        try {
            List<DeliveryResult> results = notifier.sendAll(deliveries);
            if (results.size() == deliveries.size() && results.stream().allMatch(Objects::nonNull)) {
                return results;
            }
            problem = "the notifier did not give one result for each of %s deliveries".formatted(deliveries.size());
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            problem = e.toString();
            LOG.warn("notifier of channel {} threw", channel(), e);
        }
        return Collections.nCopies(deliveries.size(), DeliveryResult.tryAgain(problem));
    }

    private void record(List<Addressed> deliveries, List<DeliveryResult> results, Sum sent) {
        // Who closes us may have interrupted the sending; what came of it is recorded all the same.
        boolean interrupted = Thread.interrupted();
        try {
            noteAll(deliveries, results, sent);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** All that arrived in one transaction if that can be, the rest one by one: if one cannot be recorded, the others are. */
    private void noteAll(List<Addressed> deliveries, List<DeliveryResult> results, Sum sent) {
        List<Runnable> records = new ArrayList<>();
        List<Delivery> arrived = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i).delivery();
            DeliveryResult result = results.get(i);
            note(deliveries.get(i), result);
            if (result instanceof DeliveryResult.Delivered) {
                arrived.add(delivery);
            } else {
                records.add(() -> sent.add(outcomes.record(delivery, result)));
            }
        }
        if (!arrived.isEmpty()) {
            records.add(0, () -> recordArrived(arrived, sent));
        }
        allOf(records);
    }

    /** If one of them spoils the transaction of all, each has one of its own: or all would be sent again. */
    private void recordArrived(List<Delivery> arrived, Sum sent) {
        try {
            sent.add(outcomes.recordArrived(arrived));
            return;
        } catch (StorageException e) {
            if (arrived.size() == 1 || isUnreachable(e)) {
                throw e;
            }
            LOG.warn("{} deliveries by {} are recorded one by one", arrived.size(), channel(), e);
        }
        allOf(arrived.stream()
                .<Runnable>map(delivery -> () -> sent.add(outcomes.recordArrived(List.of(delivery))))
                .toList());
    }

    /** Then each would wait as long as all together. */
    private static boolean isUnreachable(StorageException failure) {
        return failure.sqlState().map(state -> state.startsWith("08")).orElse(true);
    }

    private static void allOf(List<Runnable> records) {
        RuntimeException failure = null;
        for (Runnable each : records) {
            try {
                each.run();
            } catch (RuntimeException e) {
                // What the others came to is recorded all the same, or they would be sent twice.
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Who asks to be left alone for a while answers, and so does who refuses; of what was not tried nothing is known. */
    private void note(Addressed addressed, DeliveryResult result) {
        Receivers.Receiver receiver = addressed.receiver();
        if (result instanceof DeliveryResult.TryAgain again && !again.tried()) {
            return;
        }
        if (!(result instanceof DeliveryResult.TryAgain again)
                || again.rests()
                || isReachedElsewhere(addressed.delivery(), again)) {
            receivers.answered(receiver);
        } else if (again.ofRecipient() ? receivers.refused(receiver) : receivers.failed(receiver)) {
            LOG.warn(
                    "nothing is sent to {} of channel {} for {}: {}",
                    receiver.endpoint(),
                    channel(),
                    receivers.waitFor(receiver),
                    again.reason());
        }
    }

    /** Of a user's several addresses one is refused and another took it: the user is not to be left alone. */
    private static boolean isReachedElsewhere(Delivery delivery, DeliveryResult.TryAgain again) {
        return again.ofRecipient()
                && !(again.takenBy().isEmpty() && delivery.earlier().takenBy().isEmpty());
    }

    private Receivers.Receiver receiverOf(Delivery delivery) {
        return new Receivers.Receiver(
                channel(), endpointOf(delivery), delivery.recipient().userId());
    }

    private String endpointOf(Delivery delivery) {
        try {
            return Objects.requireNonNull(notifier.endpoint(delivery), "the notifier gave no endpoint");
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("notifier of channel {} threw", channel(), e);
            return channel();
        }
    }

    /** What a batch came to so far. */
    private static final class Sum {

        private DispatchReport report = DispatchReport.NOTHING;

        void add(DispatchReport more) {
            report = report.plus(more);
        }
    }

    /** A delivery and whom it goes to: asked once, since the host may have to look an address up for it. */
    private record Addressed(Delivery delivery, Receivers.Receiver receiver) {}
}
