package dev.souk.model.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import java.net.URI;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ListingTest {

    private static final ListingKey KEY = new ListingKey(new SourceId("facebook"), "42");
    private static final URI URL = URI.create("https://example.org/42");

    private static Listing.Builder bike() {
        return Listing.builder(KEY, "Bike", URL);
    }

    private static void refuses(UnaryOperator<Listing.Builder> change, String culprit) {
        assertThatThrownBy(() -> change.apply(bike()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(culprit)
                .hasMessageContaining("facebook:42");
    }

    @Test
    void everyCheckNamesTheFieldAndTheListing() {
        refuses(builder -> builder.title(" "), "title");
        refuses(builder -> builder.title("x".repeat(Listing.MAX_TITLE_LENGTH + 1)), "title");
        refuses(builder -> builder.title("\u0000"), "title");
        refuses(builder -> builder.description("x".repeat(Listing.MAX_DESCRIPTION_LENGTH + 1)), "description");
        refuses(builder -> builder.location("\uD800"), "location");
        refuses(builder -> builder.category("x".repeat(256)), "category");
        refuses(builder -> builder.subcategory("x".repeat(256)), "subcategory");
        refuses(builder -> builder.attribute("x".repeat(101), "y"), "attribute");
        refuses(builder -> builder.attribute("color", "x".repeat(10_001)), "attribute");
    }

    @Test
    void theAddressIsOneOfTheWeb() {
        for (String bad :
                new String[] {"ftp://example.org/", "/item/42", "javascript:alert(1)", "https:///x", "mailto:a@b.c"}) {
            assertThatThrownBy(
                            () -> Listing.builder(KEY, "Bike", URI.create(bad)).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad);
        }
    }

    @Test
    void twoAreEqualWhenEverythingInThemIs() {
        Listing one = bike().price(Money.of("650.00", "EUR"))
                .attribute("b", "2")
                .attribute("a", "1")
                .build();
        Listing other = bike().attribute("a", "1")
                .attribute("b", "2")
                .price(Money.of(650, "EUR"))
                .build();

        assertThat(one).isEqualTo(other).isEqualTo(one.toBuilder().build());
        assertThat(one).isNotEqualTo(one.toBuilder().status(ListingStatus.SOLD).build());
    }

    @Test
    void timesAreCutToTheMicrosecond() {
        Listing listing =
                bike().listedAt(Instant.parse("2026-01-01T00:00:00.123456789Z")).build();

        assertThat(listing.listedAt()).isEqualTo("2026-01-01T00:00:00.123456Z");
    }

    @Test
    void aPhotoIsThereOnceAndTheListsDoNotChange() {
        ListingImage image = ListingImage.of(URI.create("https://example.org/1.jpg"));
        Listing listing = bike().image(image).image(image).build();

        assertThat(listing.images()).containsExactly(image);
        assertThatThrownBy(() -> listing.attributes().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> listing.images().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void onlyWhatIsSoldOrRemovedIsNotOpen() {
        assertThat(ListingStatus.values())
                .filteredOn(status -> !status.isOpen())
                .containsExactly(ListingStatus.SOLD, ListingStatus.REMOVED);
    }

    @Test
    void aKeyNamesItsSourceWhenItIsRefused() {
        assertThatThrownBy(() -> new ListingKey(KEY.source(), " ")).hasMessageContaining("facebook");
        assertThatThrownBy(() -> new ListingKey(KEY.source(), "x".repeat(101))).hasMessageContaining("facebook");
        assertThatThrownBy(() -> new SourceId("a b")).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> new SourceId("")).isInstanceOf(IllegalArgumentException.class);
    }
}
