package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import java.util.Collection;
import java.util.List;

/** The words of a digest: by alert, the newest first, some in full and the number of the rest. */
record EnglishDigest(Digest digest) {

    /** The most of one alert that are told in full. */
    private static final int MAX_IN_FULL = 10;

    private static final int MAX_PLACE_LENGTH = 60;
    private static final int MAX_CONTENT_LENGTH = 100_000;

    DigestWords words() {
        Collection<List<Notification>> alerts = digest.byAlert();
        StringBuilder content = new StringBuilder();
        alerts.forEach(ofAlert -> section(content, ofAlert));
        if (digest.rest() > 0) {
            content.append("And %,d more.\n".formatted(digest.rest()));
        }
        return new DigestWords(title(alerts), StorableText.repair(content.toString(), MAX_CONTENT_LENGTH));
    }

    private String title(Collection<List<Notification>> alerts) {
        if (alerts.size() > 1) {
            return "%,d messages of %d alerts".formatted(digest.count(), alerts.size());
        }
        String name = PlainLine.of(first(alerts.iterator().next()).alertName());
        return PlainLine.of("%,d messages: '%s'".formatted(digest.count(), name), NotificationDraft.MAX_TITLE_LENGTH);
    }

    private static NotificationSubject first(List<Notification> ofAlert) {
        return ofAlert.get(0).subject();
    }

    private static void section(StringBuilder content, List<Notification> ofAlert) {
        content.append("%s (%d)\n\n".formatted(PlainLine.of(first(ofAlert).alertName()), ofAlert.size()));
        ofAlert.stream().limit(MAX_IN_FULL).forEach(notification -> entry(content, notification.subject()));
        int rest = ofAlert.size() - MAX_IN_FULL;
        if (rest > 0) {
            content.append("  and %d more\n\n".formatted(rest));
        }
    }

    private static void entry(StringBuilder content, NotificationSubject subject) {
        content.append("- %s%s\n  %s\n\n".formatted(kind(subject), line(subject), subject.url()));
    }

    private static String kind(NotificationSubject subject) {
        return switch (subject.event()) {
            case MATCH -> "";
            case PRICE_DROP -> "Cheaper: ";
            case TARGET_PRICE -> "Your price: ";
            case SOLD -> "Sold: ";
            case REMOVED -> "No longer listed: ";
            case RELISTED -> "Back again: ";
        };
    }

    private static String line(NotificationSubject subject) {
        String title = PlainLine.of(subject.title());
        StringBuilder line = new StringBuilder(title.isEmpty() ? "A listing" : title);
        Money price = subject.price();
        if (price != null) {
            Money before = subject.previousPrice();
            line.append(", ").append(Prices.inWords(price));
            if (before != null && price.isLessThan(before)) {
                line.append(" instead of ").append(Prices.inWords(before));
            }
        }
        String location = subject.location();
        String place = location == null ? "" : PlainLine.of(location, MAX_PLACE_LENGTH);
        return place.isEmpty()
                ? line.toString()
                : line.append(", ").append(place).toString();
    }
}
