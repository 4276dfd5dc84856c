package dev.souk.model.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListingMergeTest {

    @ParameterizedTest
    @EnumSource(ListingStatus.class)
    void aPageThatIsSilentAboutTheStatusLeavesItAsItIs(ListingStatus stored) {
        assertThat(bike(stored).updatedBy(bike(ListingStatus.UNKNOWN)).status()).isEqualTo(stored);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void aPageThatSaysTheStatusIsRight(ListingStatus said) {
        for (ListingStatus stored : ListingStatus.values()) {
            assertThat(bike(stored).updatedBy(bike(said)).status()).isEqualTo(said);
        }
    }

    @Test
    void aSilentListDoesNotUndoWhatItemPagesSay() {
        Listing list = bike(ListingStatus.UNKNOWN);
        Listing item = bike(ListingStatus.SOLD).toBuilder().description("Folds").build();

        Listing merged = list.updatedBy(item).updatedBy(list).updatedBy(item).updatedBy(list);

        assertThat(merged).isEqualTo(item);
    }

    @Test
    void aPathStaysWhileWhatIsSaidStandsInItAndGoesWithTheCategory() {
        Listing stored = bike(ListingStatus.AVAILABLE).toBuilder()
                .category("Sporting Goods")
                .subcategory("Bicycles")
                .attribute("category_path", "Sporting Goods > Cycling > Bicycles")
                .build();
        Listing narrow = bike(ListingStatus.AVAILABLE).toBuilder()
                .subcategory("bicycles")
                .build();
        Listing moved = bike(ListingStatus.AVAILABLE).toBuilder()
                .category("Home")
                .subcategory("Chairs")
                .build();

        assertThat(stored.updatedBy(narrow).subcategories()).containsExactly("Cycling", "bicycles");
        assertThat(stored.updatedBy(moved).subcategories()).containsExactly("Chairs");
    }

    @Test
    void whoTellsAPathOfOneStepSaysThatThereIsNoSubcategory() {
        Listing stored = bike(ListingStatus.AVAILABLE).toBuilder()
                .category("Home")
                .subcategory("Chairs")
                .build();
        Listing wide = bike(ListingStatus.AVAILABLE).toBuilder()
                .category("Home")
                .attribute("category_path", "Home")
                .build();

        assertThat(stored.updatedBy(wide).subcategory()).isNull();
    }

    private static Listing bike(ListingStatus status) {
        return Listing.builder(
                        new ListingKey(new SourceId("facebook"), "42"), "Bike", URI.create("https://example.org/42"))
                .status(status)
                .build();
    }
}
