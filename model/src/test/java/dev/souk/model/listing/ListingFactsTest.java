package dev.souk.model.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import java.math.BigDecimal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingFactsTest {

    @Test
    void readsFactsInTheFormThatIsTheirs() {
        ListingFacts facts = listing("Flat", null)
                .attribute("price_kind", "on_request")
                .attribute("condition", "used_like_new")
                .attribute("delivery", "pickup, shipping")
                .attribute("mileage", "89000 km")
                .attribute("area", "89.50 m²")
                .attribute("year", "2010")
                .attribute("rooms", "2.5")
                .attribute("category_path", "Home > Chairs > Stools")
                .attribute("point_precision_m", "500")
                .build()
                .facts();

        assertThat(facts.priceKind()).contains(PriceKind.ON_REQUEST);
        assertThat(facts.condition()).contains(Condition.LIKE_NEW);
        assertThat(facts.delivery()).containsExactlyInAnyOrder(DeliveryOption.PICKUP, DeliveryOption.SHIPPING);
        assertThat(facts.mileage()).hasToString("Optional[89000 km]");
        assertThat(facts.area()).contains(new Measure(new BigDecimal("89.5"), Measure.Unit.SQUARE_METRE));
        assertThat(facts.year()).contains(2010);
        assertThat(facts.rooms()).contains(new BigDecimal("2.5"));
        assertThat(facts.categoryPath()).containsExactly("Home", "Chairs", "Stools");
        assertThat(facts.pointPrecisionMetres()).contains(500);
    }

    @Test
    void leavesEmptyWhatIsNotToldOrToldInAnotherForm() {
        ListingFacts facts = listing("Bike", null)
                .attribute("condition", "a bit rusty")
                .attribute("mileage", "many")
                .attribute("year", "old")
                .build()
                .facts();

        assertThat(facts.condition()).isEmpty();
        assertThat(facts.mileage()).isEmpty();
        assertThat(facts.year()).isEmpty();
        assertThat(facts.brand()).isEmpty();
        assertThat(facts.delivery()).isEmpty();
        assertThat(facts.categoryPath()).isEmpty();
    }

    @Test
    void theSubcategoriesAreTheStepsBelowTheFirstAndTheSubcategoryWhichStandsThereOnce() {
        Listing stool = listing("Stool", null)
                .subcategory("stools")
                .attribute("category_path", "Home > Chairs >  > Stools")
                .build();

        assertThat(stool.subcategories()).containsExactly("Chairs", "stools");
        assertThat(listing("Stool", null).subcategory("Stools").build().subcategories())
                .containsExactly("Stools");
        assertThat(listing("Stool", null)
                        .attribute("category_path", "Home")
                        .build()
                        .subcategories())
                .isEmpty();
    }

    @Test
    void convertsAMeasureOnlyIntoWhatItCanBe() {
        Measure miles = Measure.of("45000 miles").orElseThrow();

        assertThat(miles.in(Measure.Unit.KILOMETRE).value()).isEqualByComparingTo("72420.48");
        assertThat(Measure.of("1000 ft²").orElseThrow().in(Measure.Unit.SQUARE_METRE))
                .hasToString("92.90304 m²");
        assertThatIllegalArgumentException().isThrownBy(() -> miles.in(Measure.Unit.SQUARE_METRE));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "For trade: MSI RTX 3060, 0, -, true",
                "For trade: MSI RTX 3060, 0, free, true",
                "Couch, 0, -, true",
                "Couch, 0, free, false",
                "Free couch, 0, -, false",
                "BMW 320, 1, -, true",
                "BMW 320, 1, auction, false",
                "BMW 320, 0.01, fixed, true",
                "BMW 320, 0.99, fixed, false",
                "BMW 320, 123456, -, true",
                "BMW 320, 1234, -, true",
                "BMW 320, 54321, -, true",
                "BMW 320, 111111, -, true",
                "BMW 320, 9999, -, false",
                "BMW 320, 99999, -, false",
                "BMW 320, 999999, -, true",
                "BMW 320, 123, -, false",
                "BMW 320, 12340, -, false",
                "Swap for a boat, 4500, -, false",
            })
    void suspectsPricesThatAreNotMeant(String title, BigDecimal amount, @Nullable String kind, boolean isSuspect) {
        Listing.Builder listing = listing(title, new Money(amount, "EUR"));
        if (kind != null) {
            listing.attribute("price_kind", kind);
        }

        assertThat(listing.build().hasSuspiciousPrice()).isEqualTo(isSuspect);
    }

    @Test
    void forgetsHowAPriceWasMeantWhenAnotherOneIsTold() {
        Listing given = listing("Couch", Money.of(0, "EUR"))
                .attribute("price_kind", "free")
                .build();
        Listing asked = listing("Couch", Money.of(50, "EUR")).build();

        assertThat(given.updatedBy(asked).facts().priceKind()).isEmpty();
        assertThat(given.updatedBy(listing("Couch", null).build()).facts().priceKind())
                .contains(PriceKind.FREE);
    }

    private static Listing.Builder listing(String title, @Nullable Money price) {
        return Listing.builder(new ListingKey(new SourceId("site"), "1"), title, URI.create("https://site.example/1"))
                .price(price);
    }
}
