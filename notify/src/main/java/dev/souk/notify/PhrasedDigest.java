package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestPart;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a digest: by alert, the newest first, some in full and the number of the rest. */
record PhrasedDigest(Digest digest, Phrases phrases) {

    private static final int MAX_PLACE_LENGTH = 60;
    private static final int MAX_CONTENT_LENGTH = 100_000;

    DigestWords words() {
        StringBuilder content = new StringBuilder();
        digest.parts().forEach(part -> section(content, part));
        if (digest.ofOtherAlerts() > 0) {
            content.append(numbers().andMore(digest.ofOtherAlerts())).append('\n');
        }
        return new DigestWords(title(), StorableText.repair(content.toString(), MAX_CONTENT_LENGTH));
    }

    private Numbers numbers() {
        return new Numbers(phrases);
    }

    private String title() {
        String count = numbers().count(digest.count());
        String title = digest.alerts() > 1
                ? phrases.messagesOfAlerts(count, numbers().count(digest.alerts()))
                : phrases.messages(count, alertOf(digest.parts().get(0)));
        return PlainLine.of(title, NotificationDraft.MAX_TITLE_LENGTH);
    }

    private static String alertOf(DigestPart part) {
        return PlainLine.of(part.alertName());
    }

    private void section(StringBuilder content, DigestPart part) {
        content.append("%s (%s)\n\n".formatted(alertOf(part), numbers().count(part.count())));
        part.newest().forEach(notification -> entry(content, notification.subject()));
        if (part.rest() > 0) {
            content.append("  ")
                    .append(phrases.andMore(numbers().count(part.rest())))
                    .append("\n\n");
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
