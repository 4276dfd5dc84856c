package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a digest: by alert, the newest first, some in full and the number of the rest. */
record PhrasedDigest(Digest digest, Phrases phrases) {

    /** The most of one alert that are told in full. */
    private static final int MAX_IN_FULL = 10;

    private static final int MAX_PLACE_LENGTH = 60;
    private static final int MAX_CONTENT_LENGTH = 100_000;

    DigestWords words() {
        Collection<List<Notification>> alerts = digest.byAlert();
        StringBuilder content = new StringBuilder();
        alerts.forEach(ofAlert -> section(content, ofAlert));
        if (digest.rest() > 0) {
            content.append(numbers().andMore(digest.rest())).append('\n');
        }
        return new DigestWords(title(alerts), StorableText.repair(content.toString(), MAX_CONTENT_LENGTH));
    }

    private Numbers numbers() {
        return new Numbers(phrases);
    }

    private String title(Collection<List<Notification>> alerts) {
        String count = numbers().count(digest.count());
        String title = alerts.size() > 1
                ? phrases.messagesOfAlerts(count, numbers().count(alerts.size()))
                : phrases.messages(count, alertOf(alerts.iterator().next()));
        return PlainLine.of(title, NotificationDraft.MAX_TITLE_LENGTH);
    }

    private static String alertOf(List<Notification> ofAlert) {
        return PlainLine.of(ofAlert.get(0).subject().alertName());
    }

    private void section(StringBuilder content, List<Notification> ofAlert) {
        content.append("%s (%d)\n\n".formatted(alertOf(ofAlert), ofAlert.size()));
        ofAlert.stream().limit(MAX_IN_FULL).forEach(notification -> entry(content, notification.subject()));
        int rest = ofAlert.size() - MAX_IN_FULL;
        if (rest > 0) {
            content.append("  ").append(phrases.andMore(numbers().count(rest))).append("\n\n");
        }
    }

    private void entry(StringBuilder content, NotificationSubject subject) {
        content.append("- ").append(leadIn(subject.event())).append(line(subject));
        content.append("\n  ").append(subject.url()).append("\n\n");
    }

    private String leadIn(AlertEvent event) {
        return switch (event) {
            case MATCH -> "";
            case PRICE_DROP -> phrases.cheaper() + ": ";
            case TARGET_PRICE, SOLD, REMOVED, RELISTED -> phrases.what(event) + ": ";
        };
    }

    private String line(NotificationSubject subject) {
        String title = PlainLine.of(subject.title());
        String place = subject.location() == null ? "" : PlainLine.of(subject.location(), MAX_PLACE_LENGTH);
        return Stream.of(
                        Optional.of(title.isEmpty() ? phrases.aListing() : title),
                        Optional.ofNullable(subject.price()).map(price -> cost(price, subject)),
                        Optional.of(place).filter(words -> !words.isEmpty()),
                        numbers().distance(subject.distanceKm()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private String cost(Money price, NotificationSubject subject) {
        return numbers().price(price)
                + numbers()
                        .struck(price, subject.previousPrice())
                        .map(before -> " " + phrases.insteadOf(before))
                        .orElse("");
    }
}
