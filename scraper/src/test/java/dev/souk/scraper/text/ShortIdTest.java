package dev.souk.scraper.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.listing.ListingKey;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortIdTest {

    /** What is cut off may end in the middle of a character of two units. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "ä", "\ud83d\udeb2", "a\ud83d\udeb2"})
    void anAddressOfAnyLengthAndLettersIsAnIdOfItsOwn(String letters) {
        Stream<String> addresses =
                IntStream.range(1, 400).mapToObj(length -> "https://site.example/" + letters.repeat(length));

        assertThat(addresses.map(ShortId::of))
                .allMatch(ListingKey::isExternalId)
                .doesNotHaveDuplicates();
    }

    @Test
    void anAddressThatFitsIsItsOwnId() {
        String address = "x".repeat(ListingKey.MAX_EXTERNAL_ID_LENGTH);

        assertThat(ShortId.of(address)).isEqualTo(address);
        assertThat(ShortId.of(address + "y")).endsWith("-" + address.substring(34) + "y");
    }
}
