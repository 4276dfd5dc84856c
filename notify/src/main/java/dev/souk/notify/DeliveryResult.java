package dev.souk.notify;

import dev.souk.model.StorableText;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to deliver. Reasons are for people who look after the system; they hold no secrets. */
public sealed interface DeliveryResult {

    /** The longest reason; a longer one is cut. */
    int MAX_REASON_LENGTH = 500;

    /** The longest mark of an address. */
    int MAX_MARK_LENGTH = 64;

    /** The other side took it. */
    static DeliveryResult delivered() {
        return Delivered.INSTANCE;
    }

    /** It failed this time; the dispatcher decides when it is tried again. */
    static TryAgain tryAgain(String reason) {
        return new TryAgain(reason, null);
    }

    /**
     * Nothing was sent, or nothing was looked at: because others of the same batch were refused, say. Costs no attempt.
     *
     * @param after how long to wait, not negative; null to leave that to the dispatcher
     */
    static TryAgain notTried(String reason, @Nullable Duration after) {
        return new TryAgain(reason, after, false, Set.of(), false, false);
    }

    /**
     * It failed since the other side asks to be left alone, as by HTTP 429. Costs no attempt; a delivery is given up because
     * of this only after a month.
     *
     * @param after how long to wait, not negative; null if the other side did not say, which leaves it to the dispatcher
     */
    static TryAgain resting(String reason, @Nullable Duration after) {
        return new TryAgain(reason, after, false, Set.of(), false, true);
    }

    /**
     * It failed since the other side refuses this recipient for now, while it takes what is for others. Counts against the
     * recipient, and hardly against the endpoint.
     */
    static TryAgain recipientRefused(String reason) {
        return new TryAgain(reason, null, true, Set.of(), true, false);
    }

    /** It can never arrive; it is not tried again. */
    static DeliveryResult undeliverable(String reason) {
        return new Undeliverable(reason, false);
    }

    /** It can never arrive, nor can anything else at this address: it no longer exists, or the user has blocked us. */
    static DeliveryResult gone(String reason) {
        return new Undeliverable(reason, true);
    }

    /** The other side took it. */
    record Delivered() implements DeliveryResult {
        private static final Delivered INSTANCE = new Delivered();
    }

    /**
     * Not this time.
     *
     * @param reason why, at most {@value #MAX_REASON_LENGTH} characters
     * @param after how long the other side asks to wait, not negative; null if it did not say
     * @param tried whether anything was sent and looked at; if not, it costs no attempt. Neither does it where the other
     *     side asks to wait
     * @param takenBy marks of those of several addresses that took it; the next attempt finds them in {@link
     *     dev.souk.model.notification.EarlierAttempts#takenBy}. They are stored, so they should not be the addresses
     *     themselves; each 1 to {@value #MAX_MARK_LENGTH} characters
     * @param ofRecipient whether it is the recipient alone that the other side refuses
     * @param rests whether the other side asks to be left alone; always so where it says for how long
     */
    record TryAgain(
            String reason,
            @Nullable Duration after,
            boolean tried,
            Set<String> takenBy,
            boolean ofRecipient,
            boolean rests)
            implements DeliveryResult {

        /** That something was sent and not taken; where the other side says how long to wait, it asks to be left alone. */
        public TryAgain(String reason, @Nullable Duration after) {
            this(reason, after, true, Set.of(), false, false);
        }

        /** Repairs the reason so that it can be stored. */
        public TryAgain {
            reason = StorableText.repair(reason, MAX_REASON_LENGTH);
            if (after != null && after.isNegative()) {
                throw new IllegalArgumentException("the wait before another try must not be negative: " + after);
            }
            rests |= after != null;
            takenBy = Set.copyOf(takenBy);
            takenBy.forEach(TryAgain::requireMark);
        }

        /** The same, where some of several addresses took it: they get no repeat. */
        public TryAgain withTakenBy(Set<String> marks) {
            return new TryAgain(reason, after, tried, marks, ofRecipient, rests);
        }

        private static void requireMark(String mark) {
            if (mark.isEmpty()) {
                throw new IllegalArgumentException("the mark of an address must not be empty");
            }
            StorableText.requirePersonal("mark", mark, MAX_MARK_LENGTH);
        }
    }

    /**
     * Never: the address is refused for good, for one. It is not tried again.
     *
     * @param reason why, at most {@value #MAX_REASON_LENGTH} characters
     * @param addressGone whether the other side said that there is no such address any more; the channel's
     *     {@link AddressBook} was told
     */
    record Undeliverable(String reason, boolean addressGone) implements DeliveryResult {

        /** Repairs the reason so that it can be stored. */
        public Undeliverable {
            reason = StorableText.repair(reason, MAX_REASON_LENGTH);
        }
    }
}
