package dev.souk.model.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationDraftTest {

    private static final URI PAGE = URI.create("https://example.org/1");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "E-Mail", "1st", "a b", "e\u0000", "a123456789b123456789c123456789123"})
    void refusesAChannelWhoseNameIsNoName(String bad) {
        assertThatThrownBy(() -> draft("email", bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + bad + "'");
    }

    @Test
    void takesTheChannelsOfTheSettingsAndNoneAtAll() {
        assertThat(draft("email", "sms_2").channels()).containsExactlyInAnyOrder("email", "sms_2");
        assertThat(draft().channels()).isEmpty();
    }

    @Test
    void aSubjectHoldsTheLongestTextsOfAlertAndListing() {
        NotificationSubject subject = subject(
                "a".repeat(Alert.MAX_NAME_LENGTH),
                "t".repeat(Listing.MAX_TITLE_LENGTH),
                ofLength(Listing.MAX_URL_LENGTH),
                "w".repeat(Listing.MAX_WORDS_LENGTH),
                ofLength(ListingImage.MAX_URL_LENGTH));

        assertThat(subject.title()).hasSize(Listing.MAX_TITLE_LENGTH);
    }

    @Test
    void everyCheckOfASubjectNamesTheField() {
        refuses("alert name", () -> subject("a".repeat(Alert.MAX_NAME_LENGTH + 1), "Bike", PAGE, null, null));
        refuses("alert name", () -> subject("a\u0000", "Bike", PAGE, null, null));
        refuses("title", () -> subject("all", "t".repeat(Listing.MAX_TITLE_LENGTH + 1), PAGE, null, null));
        refuses("title", () -> subject("all", "\ud800", PAGE, null, null));
        refuses("url", () -> subject("all", "Bike", ofLength(Listing.MAX_URL_LENGTH + 1), null, null));
        refuses("location", () -> subject("all", "Bike", PAGE, "w".repeat(Listing.MAX_WORDS_LENGTH + 1), null));
        refuses("location", () -> subject("all", "Bike", PAGE, "\u0000", null));
        refuses("image", () -> subject("all", "Bike", PAGE, null, ofLength(ListingImage.MAX_URL_LENGTH + 1)));
    }

    private static void refuses(String culprit, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(culprit);
    }

    private static NotificationDraft draft(String... channels) {
        NotificationSubject subject = subject("all", "Bike", PAGE, null, null);
        return new NotificationDraft(1, "match:1:1", "Bike", "It is there.", subject, Set.of(channels));
    }

    private static NotificationSubject subject(
            String alertName, String title, URI url, @Nullable String location, @Nullable URI image) {
        return new NotificationSubject(AlertEvent.MATCH, 1, alertName, 1, title, url, null, null, location, image);
    }

    private static URI ofLength(int length) {
        String start = "https://example.org/";
        return URI.create(start + "x".repeat(length - start.length()));
    }
}
