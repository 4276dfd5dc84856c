package dev.souk.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.Seller;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of a million alerts a few ask for words that Event Ruler has a use of its own for, or twice for the same. */
class EventRulerTest {

    private static final List<String> WORDS = List.of(
            "cidr", "exists", "prefix", "numeric", "wildcard", "bike", "bikes", "red", "folding bike", "folding bikes");

    @Test
    void holdsAlternativesThatAreWordsOfItsOwn() {
        Alert alert = alert(1, AlertCriteria.builder().allOf("red").anyOf("cidr", "exists"));

        assertThat(new EventRuler().canHold(alert)).isTrue();
        assertThat(found(new EventRuler(), List.of(alert), listing("red CIDR block")))
                .containsExactly(1L);
    }

    @Test
    void isNotGivenWhatIsWantedAndLeftOut() {
        Alert alert = alert(1, AlertCriteria.builder().anyOf("bike", "red").noneOf("bikes"));

        assertThat(new EventRuler().canHold(alert)).isFalse();
    }

    @Test
    void findsWhatSoukFindsWhereWordsAreItsOwnOrMeanTheSame() {
        long seed = 20_261_126;
        Random random = new Random(seed);
        List<Alert> alerts = new ArrayList<>();
        EventRuler ruler = new EventRuler();
        for (int id = 1; alerts.size() < 500; id++) {
            Alert alert = alert(
                    id,
                    AlertCriteria.builder()
                            .allOf(words(random.nextInt(2), random))
                            .anyOf(words(random.nextInt(4), random))
                            .noneOf(words(random.nextInt(2), random)));
            if (ruler.canHold(alert)) {
                alerts.add(alert);
            }
        }
        ruler.load(alerts);
        SoukSearch souk = new SoukSearch(List.of());
        souk.load(alerts);

        int matches = 0;
        for (int i = 0; i < 100; i++) {
            Listing listing = listing(String.join(" ", words(1 + random.nextInt(3), random)));
            long[] found = ruler.match(ruler.prepare(listing));
            matches += found.length;
            assertThat(found).as("seed %d, %s", seed, listing.title()).isEqualTo(souk.match(souk.prepare(listing)));
        }
        assertThat(matches).as("seed %d", seed).isGreaterThan(1_000);
    }

    private static String[] words(int number, Random random) {
        return random.ints(number, 0, WORDS.size()).mapToObj(WORDS::get).toArray(String[]::new);
    }

    private static Alert alert(long id, AlertCriteria.Builder criteria) {
        return Alert.of(id, 1, "alert " + id, criteria.build(), "");
    }

    private static Listing listing(String title) {
        return Listing.builder(new ListingKey(new SourceId("source1"), "1"), title, URI.create("https://example.org/1"))
                .seller(new Seller("s1", null))
                .build();
    }

    private static List<Long> found(ReverseSearch search, List<Alert> alerts, Listing listing) {
        search.load(alerts);
        return Arrays.stream(search.match(search.prepare(listing))).boxed().toList();
    }
}
