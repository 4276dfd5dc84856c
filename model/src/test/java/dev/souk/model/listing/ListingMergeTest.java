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

    private static Listing bike(ListingStatus status) {
        return Listing.builder(
                        new ListingKey(new SourceId("facebook"), "42"), "Bike", URI.create("https://example.org/42"))
                .status(status)
                .build();
    }
}
