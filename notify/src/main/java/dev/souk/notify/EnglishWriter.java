package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of Souk's own messages. */
final class EnglishWriter implements NotificationWriter {

    private static final int MAX_PLACE_LENGTH = 60;
    private static final int MAX_DESCRIPTION_LENGTH = 400;

    @Override
    public NotificationDraft write(
            String eventKey, AlertEvent event, Alert alert, StoredListing stored, @Nullable Money previousPrice) {
        Listing listing = stored.listing();
        return new NotificationDraft(
                alert.userId(),
                eventKey,
                title(event, alert, listing, previousPrice),
                content(event, alert, listing, previousPrice),
                subject(event, alert, stored, previousPrice),
                alert.settings().channels());
    }

    private static String title(AlertEvent event, Alert alert, Listing listing, @Nullable Money previousPrice) {
        Money price = listing.price();
        return switch (event) {
            case MATCH -> around("", listing, terms(listing) + ": matches '" + PlainLine.of(alert.name()) + "'");
            case PRICE_DROP -> around(drop(price, previousPrice) + ": ", listing, "");
            case TARGET_PRICE -> around("Your price: ", listing, terms(listing));
            case SOLD -> around("Sold: ", listing, "");
            case REMOVED -> around("No longer listed: ", listing, "");
            case RELISTED -> around("Back again: ", listing, terms(listing));
        };
    }

    /** The name of the listing between two texts, shortened so that the whole fits. */
    private static String around(String before, Listing listing, String after) {
        int room = NotificationDraft.MAX_TITLE_LENGTH - before.length() - after.length();
        return before + name(listing, Math.max(room, 2)) + after;
    }

    private static String name(Listing listing, int maxLength) {
        String name = PlainLine.of(listing.title(), maxLength);
        return name.isEmpty() ? PlainLine.of("A listing", maxLength) : name;
    }

    /** What the title says of price and place: {@code , 650 EUR in Houston, TX}. */
    private static String terms(Listing listing) {
        Money price = listing.price();
        String place = place(listing);
        if (price == null) {
            return place.isEmpty() ? "" : " in " + place;
        }
        return ", " + Prices.inWords(price) + (place.isEmpty() ? "" : " in " + place);
    }

    private static String place(Listing listing) {
        String location = listing.location();
        return location == null ? "" : PlainLine.of(location, MAX_PLACE_LENGTH);
    }

    private static String drop(@Nullable Money price, @Nullable Money previousPrice) {
        if (price == null) {
            return "Cheaper";
        }
        String now = "Now " + Prices.inWords(price);
        return previousPrice == null || !price.isLessThan(previousPrice)
                ? now
                : now + " instead of " + Prices.inWords(previousPrice);
    }

    private static String content(AlertEvent event, Alert alert, Listing listing, @Nullable Money previousPrice) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(opening(event, listing, previousPrice));
        String description = listing.description();
        if (description != null && !PlainLine.of(description).isEmpty()) {
            paragraphs.add(PlainLine.of(description, MAX_DESCRIPTION_LENGTH));
        }
        paragraphs.add(listing.url().toString());
        paragraphs.add("You are told because of your alert '%s'.".formatted(PlainLine.of(alert.name())));
        return StorableText.repair(String.join("\n\n", paragraphs) + "\n", 100_000);
    }

    private static String opening(AlertEvent event, Listing listing, @Nullable Money previousPrice) {
        List<String> lines = new ArrayList<>();
        lines.add(name(listing, Listing.MAX_TITLE_LENGTH));
        Money price = listing.price();
        String facts = switch (event) {
            case PRICE_DROP, TARGET_PRICE -> drop(price, previousPrice);
            case SOLD -> price == null ? "Sold" : "Sold; it was offered at " + Prices.inWords(price);
            case REMOVED -> "No longer listed";
            case MATCH, RELISTED -> price == null ? "Price not given" : Prices.capitalized(price);
        };
        String place = place(listing);
        lines.add(place.isEmpty() ? facts : facts + ", in " + place);
        String condition = condition(listing);
        if (!condition.isEmpty()) {
            lines.add("Condition: " + condition);
        }
        return String.join("\n", lines);
    }

    /** The condition, for {@code used_like_new} too: {@code used, like new}. */
    private static String condition(Listing listing) {
        String condition = listing.attributes().getOrDefault("condition", "");
        return PlainLine.of(condition.replaceFirst("^used_", "used, ").replace('_', ' '), 100);
    }

    private static NotificationSubject subject(
            AlertEvent event, Alert alert, StoredListing stored, @Nullable Money previousPrice) {
        Listing listing = stored.listing();
        URI image = listing.images().isEmpty() ? null : listing.images().get(0).url();
        return new NotificationSubject(
                event,
                alert.id(),
                alert.name(),
                stored.id(),
                listing.title(),
                listing.url(),
                listing.price(),
                previousPrice,
                listing.location(),
                image);
    }
}
