package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTML part of a mail: one card, for phone and desktop, light and dark. */
record MailPage(Notification notification, Phrases phrases, Optional<URI> unsubscribe, boolean remoteImages) {

    private static final int MAX_TITLE_LENGTH = 300;
    private static final int MAX_PLACE_LENGTH = 200;

    /** The page; whatever is not from here has been through {@link Html}. */
    String toHtml() {
        NotificationSubject subject = notification.subject();
        String card = badge(subject, phrases) + image(subject) + title(subject) + facts(subject) + buttons(subject);
        return MailFrame.around(
                notification.title(),
                List.of(card),
                Html.escape(phrases.because(PlainLine.of(subject.alertName()))),
                phrases,
                unsubscribe);
    }

    /** What happened, as a word in a colour. */
    static String badge(NotificationSubject subject, Phrases phrases) {
        String color = switch (subject.event()) {
            case MATCH, RELISTED -> "#1d4ed8";
            case PRICE_DROP, TARGET_PRICE -> "#15803d";
            case SOLD, REMOVED -> "#6b7280";
        };
        return """
                <span style="display:inline-block;background:%s;color:#ffffff;border-radius:999px;padding:4px 12px;font-size:12px;font-weight:600;">%s</span>
                """.formatted(color, Html.escape(phrases.what(subject.event())));
    }

    private String image(NotificationSubject subject) {
        return remoteImages
                ? Html.webAddress(subject.image()).map("""
                                <img src="%s" alt="" width="470" style="display:block;width:100%%;max-width:470px;height:auto;border-radius:8px;margin-top:16px;">
                                """::formatted).orElse("")
                : "";
    }

    private static String title(NotificationSubject subject) {
        return """
                <h1 class="strong" style="margin:16px 0 8px;font-size:20px;line-height:1.3;color:#111827;word-break:break-word;">%s</h1>
                """.formatted(Html.escape(PlainLine.of(subject.title(), MAX_TITLE_LENGTH)));
    }

    private String facts(NotificationSubject subject) {
        String price = price(subject, phrases);
        String place = place(subject, phrases);
        String cost =
                price.isEmpty() ? "" : paragraph("strong", "font-size:22px;font-weight:700;color:#111827;", price);
        return cost + (place.isEmpty() ? "" : paragraph("soft", "font-size:14px;color:#68707c;", place));
    }

    /** The price in words, the one before it struck; empty if not known. */
    static String price(NotificationSubject subject, Phrases phrases) {
        Money price = subject.price();
        if (price == null) {
            return "";
        }
        Numbers numbers = new Numbers(phrases);
        String before = numbers.struck(price, subject.previousPrice())
                .map(words -> " <s class=\"soft\" style=\"font-size:15px;font-weight:400;color:#68707c;\">"
                        + Html.escape(words) + "</s>")
                .orElse("");
        return Html.escape(numbers.priceFirst(price)) + before;
    }

    /** Where it is, and how far away; empty if neither is known. */
    static String place(NotificationSubject subject, Phrases phrases) {
        String location = subject.location();
        return Stream.of(
                        Optional.ofNullable(location).map(words -> PlainLine.of(words, MAX_PLACE_LENGTH)),
                        new Numbers(phrases).distance(subject.distanceKm()))
                .flatMap(Optional::stream)
                .filter(words -> !words.isEmpty())
                .map(Html::escape)
                .collect(Collectors.joining(" &middot; "));
    }

    private static String paragraph(String kind, String style, String html) {
        return "<p class=\"%s\" style=\"margin:0 0 4px;%s\">%s</p>%n".formatted(kind, style, html);
    }

    private String buttons(NotificationSubject subject) {
        String see = Html.webAddress(subject.url())
                .map(url -> """
                        <a href="%s" style="display:inline-block;background:#1d4ed8;color:#ffffff;text-decoration:none;border-radius:8px;padding:12px 20px;font-size:15px;font-weight:600;">%s</a>
                        """.formatted(url, Html.escape(phrases.seeTheListing())))
                .orElse("");
        String photo = remoteImages
                ? ""
                : Html.webAddress(subject.image())
                        .map(url -> """
                                <a class="link" href="%s" style="display:inline-block;padding:12px 16px;font-size:15px;color:#1d4ed8;">%s</a>
                                """.formatted(url, Html.escape(phrases.photo())))
                        .orElse("");
        return see.isEmpty() && photo.isEmpty()
                ? ""
                : "<div style=\"margin-top:20px;\">%s%s</div>".formatted(see, photo);
    }
}
