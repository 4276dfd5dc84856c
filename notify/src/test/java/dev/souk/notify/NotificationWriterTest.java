package dev.souk.notify;

import static dev.souk.notify.Samples.alert;
import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.draft;
import static dev.souk.notify.Samples.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.notification.NotificationDraft;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationWriterTest {

    @Test
    void saysWhatMatchesWhereAndForHowMuch() {
        NotificationDraft draft = draft(AlertEvent.MATCH, brompton(), null);

        assertThat(draft.title()).isEqualTo("Brompton M6L, 650 EUR in Houston, TX: matches 'Folding bikes'");
        assertThat(draft.content()).isEqualTo("""
                        Brompton M6L
                        650 EUR, in Houston, TX
                        Condition: Used, good

                        Six gears, hardly ridden.

                        https://www.facebook.com/marketplace/item/628088039705732/

                        You are told because of your alert 'Folding bikes'.
                        """);
    }

    @Test
    void saysHowMuchCheaperItBecame() {
        NotificationDraft draft =
                draft(AlertEvent.PRICE_DROP, brompton().price(Money.of(550, "EUR")), Money.of(1_650, "EUR"));

        assertThat(draft.title()).isEqualTo("Now 550 EUR instead of 1,650 EUR: Brompton M6L");
    }

    @Test
    void leavesOutAPriceBeforeThatCannotBeCompared() {
        assertThat(draft(AlertEvent.PRICE_DROP, brompton(), Money.of(900, "USD"))
                        .title())
                .isEqualTo("Now 650 EUR: Brompton M6L");
        assertThat(draft(AlertEvent.PRICE_DROP, brompton(), Money.of(600, "EUR"))
                        .title())
                .isEqualTo("Now 650 EUR: Brompton M6L");
        assertThat(draft(AlertEvent.PRICE_DROP, brompton().price(null), Money.of(600, "EUR"))
                        .title())
                .isEqualTo("Cheaper: Brompton M6L");
    }

    @Test
    void saysWhatBecameOfAListing() {
        assertThat(draft(AlertEvent.SOLD, brompton(), null).title()).isEqualTo("Sold: Brompton M6L");
        assertThat(draft(AlertEvent.REMOVED, brompton(), null).title()).isEqualTo("No longer listed: Brompton M6L");
        assertThat(draft(AlertEvent.RELISTED, brompton(), null).title())
                .isEqualTo("Back again: Brompton M6L, 650 EUR in Houston, TX");
    }

    @Test
    void doesWithoutPriceAndPlace() {
        assertThat(draft(AlertEvent.MATCH, brompton().price(null).location(null), null)
                        .title())
                .isEqualTo("Brompton M6L: matches 'Folding bikes'");
        assertThat(draft(AlertEvent.MATCH, brompton().price(null), null).title())
                .isEqualTo("Brompton M6L in Houston, TX: matches 'Folding bikes'");
        assertThat(draft(AlertEvent.MATCH, brompton().price(Money.of(0, "EUR")), null)
                        .title())
                .isEqualTo("Brompton M6L, free in Houston, TX: matches 'Folding bikes'");
    }

    @Test
    void saysTheConditionInWords() {
        assertThat(draft(AlertEvent.MATCH, brompton().attribute("condition", "used_like_new"), null)
                        .content())
                .contains("Condition: used, like new\n");
    }

    @Test
    void carriesTheSubjectAndTheChannels() {
        NotificationDraft draft = draft(AlertEvent.MATCH, brompton(), Money.of(700, "EUR"));

        assertThat(draft.channels()).containsExactly("email");
        assertThat(draft.eventKey()).isEqualTo("match:3:7");
        assertThat(draft.subject().listingId()).isEqualTo(7);
        assertThat(draft.subject().alertId()).isEqualTo(3);
        assertThat(draft.subject().previousPrice()).isEqualTo(Money.of(700, "EUR"));
        assertThat(draft.subject().image()).hasToString("https://img.example.org/1.jpg?a=1&b=2");
    }

    @Test
    void shortensTheTitleOfTheListingAndKeepsTheRest() {
        NotificationDraft draft = draft(AlertEvent.MATCH, brompton("🚲".repeat(500)), null);

        assertThat(draft.title())
                .hasSizeLessThanOrEqualTo(NotificationDraft.MAX_TITLE_LENGTH)
                .startsWith("🚲🚲")
                .endsWith("🚲…, 650 EUR in Houston, TX: matches 'Folding bikes'");
    }

    @Test
    void bringsTheTitleIntoOneLine() {
        assertThat(draft(
                                AlertEvent.SOLD,
                                brompton("Volkswagen Tiguan\r\n1.4\u2028TSI\u0000".replace("\u0000", "\u0007")),
                                null)
                        .title())
                .isEqualTo("Sold: Volkswagen Tiguan 1.4 TSI");
        assertThat(draft(AlertEvent.SOLD, brompton("\u0007"), null).title()).isEqualTo("Sold: A listing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"650 EUR", "9,999 EUR", "180,000 BDT", "649.50 EUR", "12,649.50 USD", "1.2345 EUR"})
    void writesAmountsWithThousands(String words) {
        String[] parts = words.replace(",", "").split(" ");

        assertThat(new Numbers(Phrases.english()).price(Money.of(parts[0], parts[1])))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void neverFailsOnAnOddListing(AlertEvent event) {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Listing.Builder listing = brompton(noise(random, Listing.MAX_TITLE_LENGTH))
                    .location(random.nextBoolean() ? null : noise(random, Listing.MAX_WORDS_LENGTH))
                    .description(random.nextBoolean() ? null : noise(random, 2_000))
                    .price(random.nextBoolean() ? null : Money.of(random.nextInt(3), "EUR"))
                    .attribute("condition", noise(random, 300));
            String name = noise(random, 100);
            Money before = random.nextBoolean() ? null : Money.of("999999999999999.9999", "XXX");

            assertThatCode(() -> NotificationWriter.english().write("key", event, alert(name), stored(listing), before))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    private static String noise(Random random, int maxLength) {
        String[] bits = {"a", " ", "\n", "\u0001", "\u202E", "🚲", "<b>", "%s", "'", "\u200B", "ß", "\t", "$1", "\\"};
        StringBuilder text = new StringBuilder("x");
        int length = random.nextInt(maxLength - 4);
        while (text.length() < length) {
            text.append(bits[random.nextInt(bits.length)]);
        }
        return random.nextInt(10) == 0 ? "\u0001" : text.toString();
    }
}
