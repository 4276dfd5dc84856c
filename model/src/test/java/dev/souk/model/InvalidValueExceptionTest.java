package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.UserDraft;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InvalidValueExceptionTest {

    private static final ListingKey KEY = new ListingKey(new SourceId("ebay"), "1");
    private static final URI PAGE = URI.create("https://ebay.example/1");
    private static final String SECRET = "hunter2" + (char) 0xd83d;

    @Test
    void tellsTheFieldAndTheValueThatAHostCanAnswerWith() {
        InvalidValueException title =
                refused(() -> Listing.builder(KEY, "x".repeat(1_001), PAGE).build());

        assertThat(title.field()).isEqualTo("title");
        assertThat(title.value()).contains("x".repeat(99) + "…");
        assertThat(title).hasMessage("title of ebay:1 is longer than 1000 characters: 1001");
        assertThat(refused(() -> Money.of("twelve", "EUR"))).satisfies(e -> {
            assertThat(e.field()).isEqualTo("amount");
            assertThat(e.value()).contains("twelve");
            assertThat(e).hasMessage("amount is no decimal number: 'twelve'");
        });
        assertThat(refused(() -> Money.of("1", "e".repeat(5_000))))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        assertThat(refused(() -> StorableTime.require("listedSince", Instant.MAX)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("listedSince"))
                .hasMessageStartingWith("listed since must be in the years 1 to 9999");
    }

    @Test
    void namesTheFieldOfEverythingThatSomebodyMayHaveTyped() {
        assertField("source", () -> new SourceId("a b"));
        assertField("currency", () -> Money.of(1, "euro"));
        assertField("amount", () -> Money.of("-1", "EUR"));
        assertField("amount", () -> new Money(new BigDecimal("0.00001"), "EUR"));
        assertField("latitude", () -> new GeoPoint(91, 0));
        assertField("keywords.all", () -> AlertCriteria.builder().allOf("e-bik*"));
        assertField("keywords.none", () -> AlertCriteria.builder().noneOf("ab*"));
        assertField("externalId", () -> new ListingKey(KEY.source(), " "));
        assertField("externalId", () -> new ListingKey(KEY.source(), "a\0b"));
        assertField(
                "url", () -> Listing.builder(KEY, "Bike", URI.create("ftp://x")).build());
        assertField(
                "attributes",
                () -> Listing.builder(KEY, "Bike", PAGE).attribute("size", "\0").build());
        assertField("name", () -> AlertDraft.of(1, "", AlertCriteria.ANYTHING));
        assertField("userId", () -> AlertDraft.of(0, "bikes", AlertCriteria.ANYTHING));
        assertField("keywords.all", () -> AlertCriteria.builder().allOf("!?").build());
        assertField("categories", () -> AlertCriteria.builder().category(" ").build());
        assertField("listedWithin", () -> AlertCriteria.builder().listedWithin(Duration.ZERO));
    }

    @Test
    void keepsNothingPersonalAndNoSecret() {
        TokenType session = TokenType.SESSION;
        for (InvalidValueException refused : List.of(
                refused(() -> UserDraft.of(SECRET, "a@example.org")),
                refused(() -> UserDraft.of("ada", SECRET)),
                refused(() -> new UserDraft("ada", "a@example.org", SECRET, null, null)),
                refused(() -> UserDraft.of("ada", "a@example.org").withName(SECRET, null)),
                refused(() -> AuthTokenDraft.of(1, session, Duration.ofDays(1)).withAddress(SECRET)),
                refused(() -> AuthTokenDraft.of(1, session, Duration.ofDays(1)).withDevice(SECRET, Map.of())),
                refused(() -> AuthTokenDraft.of(1, session, Duration.ofDays(1))
                        .withDevice("phone", Map.of("model", SECRET))))) {
            assertThat(refused.value()).as(refused.field()).isEmpty();
            assertThat(refused.toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void showsNothingThatNoColumnCanHold() {
        InvalidValueException refused = new InvalidValueException("title", "a\0b" + (char) 0xd83d, "title is none");

        assertThat(refused.value()).contains("ab");
        assertThat(new InvalidValueException("title", "x".repeat(98) + "\uD83D\uDEB2y", "title is none").value())
                .contains("x".repeat(98) + "…");
    }

    private static void assertField(String field, ThrowingCallable call) {
        assertThat(refused(call).field()).isEqualTo(field);
    }

    private static InvalidValueException refused(ThrowingCallable call) {
        return catchThrowableOfType(InvalidValueException.class, call);
    }
}
