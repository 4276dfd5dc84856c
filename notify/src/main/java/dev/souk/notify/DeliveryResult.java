package dev.souk.notify;

import dev.souk.model.StorableText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to deliver. Reasons are for people who look after the system; they hold no secrets. */
public sealed interface DeliveryResult {

    /** The longest reason; a longer one is cut. */
    int MAX_REASON_LENGTH = 500;

    /** The other side took it. */
    static DeliveryResult delivered() {
        return Delivered.INSTANCE;
    }

    /** Not this time; when to come again is left to the dispatcher. */
    static DeliveryResult tryAgain(String reason) {
        return new TryAgain(reason, null);
    }

    /**
     * Nothing was sent, since the other side would not have taken it: others of the same batch were refused, or it asked
     * to be left alone.
     *
     * @param after how long to wait, not negative; null if that is left to the dispatcher
     */
    static DeliveryResult notTried(String reason, @Nullable Duration after) {
        return new TryAgain(reason, after, false);
    }

    /** Never. */
    static DeliveryResult undeliverable(String reason) {
        return new Undeliverable(reason, false);
    }

    /** Never, and nothing else will reach this address either: it was given up, or the user closed it to us. */
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
     * @param tried whether anything was sent; if not, it need not count as an attempt
     */
    record TryAgain(String reason, @Nullable Duration after, boolean tried) implements DeliveryResult {

        /** That something was sent, and not taken. */
        public TryAgain(String reason, @Nullable Duration after) {
            this(reason, after, true);
        }

        /** Repairs the reason so that it can be stored. */
        public TryAgain {
            reason = StorableText.repair(reason, MAX_REASON_LENGTH);
            if (after != null && after.isNegative()) {
                throw new IllegalArgumentException("the wait before another try must not be negative: " + after);
            }
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
