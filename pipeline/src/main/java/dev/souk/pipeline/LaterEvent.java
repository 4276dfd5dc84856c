package dev.souk.pipeline;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.PriceRule;
import dev.souk.model.listing.ListingChange;
import dev.souk.model.listing.StoredListing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a listing is to an alert that matched it before.
 *
 * @param event what the user is told; empty if nothing
 * @param told the price by which the next fall is measured; null if it stays
 */
record LaterEvent(Optional<AlertEvent> event, @Nullable Money told) {

    private static final LaterEvent NOTHING = new LaterEvent(Optional.empty(), null);

    /**
     * Reads a change.
     *
     * @param told what the user was told last; null if not known
     */
    static LaterEvent of(ListingChange change, Alert alert, @Nullable Money told) {
        Money price = change.listing().listing().price();
        if (change instanceof ListingChange.Relisted) {
            Optional<AlertEvent> back = wanted(AlertEvent.RELISTED, alert);
            return new LaterEvent(back.isPresent() ? back : fall(alert, price, told), price);
        }
        if (!(change instanceof ListingChange.Repriced repriced) || price == null) {
            return NOTHING;
        }
        Money measure = told == null ? repriced.oldPrice() : told;
        Optional<AlertEvent> fall = fall(alert, price, measure);
        boolean comparable = measure != null && measure.currency().equals(price.currency());
        return fall.isPresent() || !comparable ? new LaterEvent(fall, price) : NOTHING;
    }

    /** What a new match is told as: also one that is only wanted for its price. */
    static Optional<AlertEvent> ofMatch(Alert alert, StoredListing listing) {
        Optional<AlertEvent> match = wanted(AlertEvent.MATCH, alert);
        boolean atTarget =
                alert.settings().prices().isAtTarget(listing.listing().price());
        return match.isPresent() || !atTarget ? match : wanted(AlertEvent.TARGET_PRICE, alert);
    }

    private static Optional<AlertEvent> fall(Alert alert, @Nullable Money price, @Nullable Money told) {
        PriceRule rule = alert.settings().prices();
        if (price == null) {
            return Optional.empty();
        }
        Optional<AlertEvent> target = rule.isAtTarget(price) && !rule.isAtTarget(told)
                ? wanted(AlertEvent.TARGET_PRICE, alert)
                : Optional.empty();
        return target.isPresent() || told == null || !rule.isDrop(price, told)
                ? target
                : wanted(AlertEvent.PRICE_DROP, alert);
    }

    private static Optional<AlertEvent> wanted(AlertEvent event, Alert alert) {
        return Announcements.isWanted(event, alert) ? Optional.of(event) : Optional.empty();
    }
}
