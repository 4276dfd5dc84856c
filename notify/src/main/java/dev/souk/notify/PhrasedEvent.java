package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One event in words: a title, and what is told under it. */
record PhrasedEvent(NotificationSubject subject, Listing listing, Phrases phrases) {

    private static final int MAX_PLACE_LENGTH = 60;
    private static final int MAX_CONDITION_LENGTH = 100;
    private static final int MAX_DESCRIPTION_LENGTH = 400;

    String title() {
        String what = phrases.what(subject.event()) + ": ";
        return switch (subject.event()) {
            case MATCH -> around("", terms() + ": " + phrases.matches(alert()));
            case PRICE_DROP -> around(drop() + ": ", "");
            case TARGET_PRICE, RELISTED -> around(what, terms());
            case SOLD, REMOVED -> around(what, "");
        };
    }

    private String alert() {
        return PlainLine.of(subject.alertName());
    }

    /** The name of the listing between two texts, shortened so that the whole fits. */
    private String around(String before, String after) {
        int room = NotificationDraft.MAX_TITLE_LENGTH - before.length() - after.length();
        return PlainLine.of(before + name(Math.max(room, 2)) + after, NotificationDraft.MAX_TITLE_LENGTH);
    }

    private String name(int maxLength) {
        String name = PlainLine.of(subject.title(), maxLength);
        return name.isEmpty() ? PlainLine.of(phrases.aListing(), maxLength) : name;
    }

    /** What the title says of price and place: {@code , 650 EUR in Houston, TX}. */
    private String terms() {
        Money price = subject.price();
        String cost = price == null ? "" : ", " + numbers().price(price);
        return cost + place().map(place -> " " + phrases.in(place)).orElse("");
    }

    private Numbers numbers() {
        return new Numbers(phrases);
    }

    private Optional<String> place() {
        return Optional.ofNullable(subject.location())
                .map(location -> PlainLine.of(location, MAX_PLACE_LENGTH))
                .filter(place -> !place.isEmpty());
    }

    private String drop() {
        Money price = subject.price();
        if (price == null) {
            return phrases.cheaper();
        }
        return phrases.now(numbers().price(price))
                + numbers()
                        .struck(price, subject.previousPrice())
                        .map(before -> " " + phrases.insteadOf(before))
                        .orElse("");
    }

    String content() {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(opening());
        plain(listing.description(), MAX_DESCRIPTION_LENGTH).ifPresent(paragraphs::add);
        paragraphs.add(subject.url().toString());
        paragraphs.add(phrases.because(alert()));
        return String.join("\n\n", paragraphs) + "\n";
    }

    private static Optional<String> plain(@Nullable String text, int maxLength) {
        return Optional.ofNullable(text)
                .map(words -> PlainLine.of(words, maxLength))
                .filter(words -> !words.isEmpty());
    }

    private String opening() {
        Stream<String> facts = Stream.of(
                        Optional.of(state()),
                        place().map(phrases::in),
                        numbers().distance(subject.distanceKm()))
                .flatMap(Optional::stream);
        return Stream.of(
                        Optional.of(name(Listing.MAX_TITLE_LENGTH)),
                        Optional.of(facts.collect(Collectors.joining(", "))),
                        plain(listing.attributes().get("condition"), MAX_CONDITION_LENGTH)
                                .map(phrases::condition))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }

    private String state() {
        Money price = subject.price();
        return switch (subject.event()) {
            case PRICE_DROP, TARGET_PRICE -> drop();
            case SOLD ->
                price == null
                        ? phrases.what(subject.event())
                        : phrases.soldAt(numbers().price(price));
            case REMOVED -> phrases.what(subject.event());
            case MATCH, RELISTED ->
                price == null ? phrases.priceNotGiven() : numbers().priceFirst(price);
        };
    }
}
