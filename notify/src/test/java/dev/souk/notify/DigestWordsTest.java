package dev.souk.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestPart;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What gathers several messages, as text and as a page. */
class DigestWordsTest {

    private static Notification notification(long id, AlertEvent event, long alertId, String alert, String title) {
        NotificationSubject subject = new NotificationSubject(
                event,
                alertId,
                alert,
                id,
                title,
                URI.create("https://market.example/" + id),
                Money.of(550, "EUR"),
                event == AlertEvent.PRICE_DROP ? Money.of(650, "EUR") : null,
                "Berlin",
                URI.create("https://img.example/" + id + ".jpg"));
        return new Notification(id, 5, title, "", subject, NotificationStatus.PENDING, Samples.NOW, null, null);
    }

    private static Digest twoAlerts() {
        return new Digest(
                45,
                List.of(
                        notification(3, AlertEvent.PRICE_DROP, 1, "Bikes", "Brompton"),
                        notification(2, AlertEvent.SOLD, 2, "Lamps", "Lamp"),
                        notification(1, AlertEvent.MATCH, 1, "Bikes", "Moulton")));
    }

    @Test
    void tellsByAlertTheNewestFirstAndTheNumberOfTheRest() {
        DigestWords words = NotificationWriter.english().digest(twoAlerts());

        assertThat(words.title()).isEqualTo("45 messages of 2 alerts");
        assertThat(words.content()).isEqualTo("""
                        Bikes (2)

                        - Cheaper: Brompton, 550 EUR instead of 650 EUR, Berlin
                          https://market.example/3

                        - Moulton, 550 EUR, Berlin
                          https://market.example/1

                        Lamps (1)

                        - Sold: Lamp, 550 EUR, Berlin
                          https://market.example/2

                        And 42 more.
                        """);
    }

    @Test
    void countsAllOfAnAlertAndAllAlertsNotThoseThatAreShownAlone() {
        List<Notification> bikes = IntStream.range(0, 10)
                .mapToObj(i -> notification(80 - i, AlertEvent.MATCH, 1, "Bikes", "Brompton"))
                .toList();
        List<Notification> lamps = List.of(notification(1, AlertEvent.MATCH, 2, "Lamps", "Lamp"));
        Digest digest = new Digest(64, 4, List.of(new DigestPart(60, bikes), new DigestPart(1, lamps)));

        DigestWords words = NotificationWriter.english().digest(digest);
        String html = new DigestPage(words.title(), digest, Phrases.english(), Optional.empty(), true).toHtml();

        assertThat(words.title()).isEqualTo("64 messages of 4 alerts");
        assertThat(words.content().lines().filter(line -> line.startsWith("- ")))
                .hasSize(11);
        assertThat(words.content())
                .contains("Bikes (60)", "  and 50 more\n", "Lamps (1)")
                .endsWith("\nAnd 3 more.\n");
        assertThat(html.split("<img", -1)).hasSize(12);
        assertThat(html).contains("Bikes (60)", ">And 50 more.<", "Lamps (1)", "And 3 more. ");
    }

    @Test
    void aPageShowsEachWithItsPhotoItsPriceAndTheOneBeforeStruck() {
        String html = new DigestPage("45 messages", twoAlerts(), Phrases.english(), Optional.empty(), true).toHtml();

        assertThat(html)
                .contains("https://img.example/3.jpg", "Price drop", "650 EUR</s>", "550 EUR", "Berlin")
                .contains("href=\"https://market.example/2\"", "And 42 more.");
        assertThat(html.indexOf("Bikes")).isLessThan(html.indexOf("Lamps"));
    }

    @Test
    void photosThatAreNotShownAreLinks() {
        String html = new DigestPage("45 messages", twoAlerts(), Phrases.english(), Optional.empty(), false).toHtml();

        assertThat(html).contains("href=\"https://img.example/3.jpg\"").doesNotContain("<img");
    }

    @Test
    void wordsOfStrangersAreNoMarkup() {
        String evil = "<script>alert(1)</script>\"' & \r\nBcc: x";
        List<Notification> notifications = Stream.of(AlertEvent.values())
                .map(event -> notification(1, event, 1, evil, evil))
                .toList();
        Digest digest = new Digest(notifications.size(), notifications);

        DigestWords words = NotificationWriter.english().digest(digest);
        String html = new DigestPage(words.title(), digest, Phrases.english(), Optional.empty(), true).toHtml();

        assertThat(words.title()).doesNotContain("\n", "\r");
        assertThat(html).doesNotContain("<script", "\r\nBcc").contains("&lt;script&gt;");
    }

    @Test
    void refusesATitleThatCannotBeStored() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DigestWords(" ", "words"));
        assertThatIllegalArgumentException().isThrownBy(() -> new DigestWords("a".repeat(256), "words"));
    }
}
