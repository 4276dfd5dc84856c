package dev.souk.notify;

import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestPart;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The HTML part of a mail that gathers several: a card for each alert, the newest first. */
record DigestPage(String title, Digest digest, Phrases phrases, Optional<URI> unsubscribe, boolean remoteImages) {

    private static final int MAX_TITLE_LENGTH = 200;

    /** The page; whatever is not from here has been through {@link Html}. */
    String toHtml() {
        List<String> cards = digest.parts().stream().map(this::card).toList();
        String rest = digest.ofOtherAlerts() > 0 ? new Numbers(phrases).andMore(digest.ofOtherAlerts()) + " " : "";
        return MailFrame.around(title, cards, Html.escape(rest + phrases.becauseOfAlerts()), phrases, unsubscribe);
    }

    private String card(DigestPart part) {
        return """
                <h1 class="strong" style="margin:0;font-size:18px;line-height:1.3;color:#111827;word-break:break-word;">%s (%s)</h1>
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0">
                %s</table>
                %s""".formatted(
                        Html.escape(PlainLine.of(part.alertName(), MAX_TITLE_LENGTH)),
                        Html.escape(new Numbers(phrases).count(part.count())),
                        part.newest().stream()
                                .map(notification -> row(notification.subject()))
                                .collect(Collectors.joining()),
                        rest(part));
    }

    private String rest(DigestPart part) {
        return part.rest() == 0 ? "" : """
                <p class="soft" style="margin:16px 0 0;font-size:14px;color:#68707c;">%s</p>
                """.formatted(Html.escape(new Numbers(phrases).andMore(part.rest())));
    }

    private String row(NotificationSubject subject) {
        return """
                <tr>%s<td style="padding:16px 0 0;vertical-align:top;">
                %s
                <p style="margin:6px 0 2px;font-size:16px;line-height:1.35;word-break:break-word;">%s</p>
                <p class="strong" style="margin:0;font-size:16px;font-weight:700;color:#111827;">%s</p>
                <p class="soft" style="margin:0;font-size:14px;color:#68707c;">%s%s</p>
                </td></tr>
                """.formatted(
                        photo(subject),
                        MailPage.badge(subject, phrases),
                        title(subject),
                        MailPage.price(subject, phrases),
                        MailPage.place(subject, phrases),
                        linkToPhoto(subject));
    }

    /** Where photos are not shown they are a click away. */
    private String linkToPhoto(NotificationSubject subject) {
        return remoteImages
                ? ""
                : Html.webAddress(subject.image())
                        .map(url -> " <a class=\"link\" href=\"%s\" style=\"color:#1d4ed8;\">%s</a>"
                                .formatted(url, Html.escape(phrases.photo())))
                        .orElse("");
    }

    private String photo(NotificationSubject subject) {
        return remoteImages
                ? Html.webAddress(subject.image()).map("""
                                <td width="96" style="padding:16px 12px 0 0;vertical-align:top;"><img src="%s" alt="" width="96" style="display:block;width:96px;height:auto;border-radius:8px;"></td>
                                """::formatted).orElse("<td width=\"0\"></td>")
                : "";
    }

    private String title(NotificationSubject subject) {
        String line = PlainLine.of(subject.title(), MAX_TITLE_LENGTH);
        String words = Html.escape(line.isEmpty() ? phrases.aListing() : line);
        return Html.webAddress(subject.url())
                .map(url ->
                        "<a class=\"link\" href=\"%s\" style=\"color:#1d4ed8;text-decoration:none;font-weight:600;\">%s</a>"
                                .formatted(url, words))
                .orElse(words);
    }
}
