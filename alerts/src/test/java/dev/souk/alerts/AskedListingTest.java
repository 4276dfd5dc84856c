package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AskedListingTest {

    /** A replacement that is taken out again before a reader comes to it, with the last use of the word it excludes. */
    @Test
    void anAlertThatIsGoneIsNotFoundAlthoughTheWordItExcludesIsForgotten() {
        Vocabulary vocabulary = new Vocabulary();
        AlertIndex index = new AlertIndex(vocabulary, new Frequencies());
        AlertCriteria noBrompton = AlertCriteria.builder().noneOf("brompton").build();
        CompiledAlert gone = index.add(Alert.of(1, 1, "anything else", noBrompton, ""), ready -> {});
        index.remove(gone);
        Listing brompton = Listing.builder(
                        new ListingKey(new SourceId("here"), "1"), "Brompton", URI.create("https://example.org/1"))
                .build();

        AskedListing asked = new AskedListing(brompton, vocabulary);
        asked.accept(gone);

        assertThat(asked.ids()).isEmpty();
    }
}
