package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.text.TextQuery;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class AttributeConditionTest {

    /** Of these, values are put together that look like numbers and dates and are none. */
    private static final List<String> PIECES = List.of(
            "0",
            "1",
            "12",
            "128",
            "2026",
            "-",
            "-",
            "+",
            ".",
            ",",
            ",000",
            " ",
            "\n",
            "\u00a0",
            "T",
            "01",
            "31",
            "30",
            "GB",
            "km/h",
            "²",
            "٣",
            "é",
            "\uD83D\uDEB2",
            "e5",
            "NaN",
            "Infinity",
            "yes",
            "NO",
            "%",
            "_",
            "\\",
            "'");

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theDatabaseReadsEveryValueAsJavaDoes(long seed, DataSource dataSource) {
        Random random = new Random(seed);
        ListingRepository listings =
                SoukDatabase.over(dataSource, FieldProtection.plaintext()).listings();
        List<String> values = values(random);
        listings.upsertAll(IntStream.range(0, values.size())
                .mapToObj(i -> listing(i).attribute("Fact", values.get(i)).build())
                .toList());
        int met = 0;

        for (AttributeCriterion wanted : demands()) {
            ListingQuery query =
                    ListingQuery.of(AlertCriteria.builder().attribute(wanted).build(), TextQuery.ANYTHING);
            List<String> found = listings.search(query, 0, 1_000).items().stream()
                    .map(stored -> stored.listing().key().externalId())
                    .toList();
            List<String> expected = IntStream.range(0, values.size())
                    .filter(i -> isMet(wanted, AttributeReading.of(values.get(i))))
                    .mapToObj(i -> "id" + i)
                    .toList();

            assertThat(found).as("seed %d, %s", seed, wanted).containsExactlyInAnyOrderElementsOf(expected);
            met += found.size();
        }

        assertThat(met).as("values found, seed %d", seed).isGreaterThan(1_000);
    }

    private static boolean isMet(AttributeCriterion wanted, AttributeReading said) {
        return wanted.isMetBy(said) || (wanted.unknownAccepted() && !wanted.isComparable(said));
    }

    @Test
    void whatIsNotSaidOrInNoFormThatCanBeComparedWillDoIfThatIsAccepted(DataSource dataSource) {
        ListingRepository listings =
                SoukDatabase.over(dataSource, FieldProtection.plaintext()).listings();
        listings.upsertAll(List.of(
                listing(0).build(),
                listing(1).attribute("size", "58 cm").build(),
                listing(2).attribute("size", "L").build(),
                listing(3).attribute("size", "L").attribute("Size", "54").build()));
        AttributeCriterion large = AttributeCriterion.of("size", AttributeOperator.AT_LEAST, AttributeValue.of(56));

        ListingQuery query = ListingQuery.builder().attribute(large.orUnknown()).build();

        assertThat(listings.search(query, 0, 10).items())
                .extracting(stored -> stored.listing().key().externalId())
                .containsExactlyInAnyOrder("id0", "id1", "id2");
    }

    @Test
    void oneOfSeveralAttributesOfANameIsEnoughAndNoneIsNot(DataSource dataSource) {
        ListingRepository listings =
                SoukDatabase.over(dataSource, FieldProtection.plaintext()).listings();
        listings.upsertAll(List.of(
                listing(0).attribute("color", "red").attribute("Color", "blue").build(),
                listing(1).attribute("colour", "blue").build()));
        ListingQuery notRed = ListingQuery.builder()
                .attribute("COLOR", AttributeOperator.NOT_EQUAL, AttributeValue.of("red"))
                .build();

        assertThat(listings.search(notRed, 0, 10).items())
                .extracting(StoredListing::id)
                .containsExactly(1L);
    }

    private static List<String> values(Random random) {
        List<String> values = new ArrayList<>(List.of(
                "1,280",
                "45,000 miles",
                "2026-01-31",
                "2026-02-31",
                "2026-01-31\n",
                "5\n",
                "999999999999999.999999999 km"));
        while (values.size() < 600) {
            StringBuilder value = new StringBuilder();
            for (int pieces = 1 + random.nextInt(5); pieces > 0; pieces--) {
                value.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            values.add(value.toString());
        }
        return values;
    }

    private static List<AttributeCriterion> demands() {
        List<AttributeCriterion> demands = new ArrayList<>();
        for (AttributeOperator operator : AttributeOperator.values()) {
            List<AttributeValue> values = new ArrayList<>(List.of(
                    AttributeValue.of(0),
                    AttributeValue.of(128),
                    AttributeValue.of(-12),
                    AttributeValue.of(LocalDate.of(2026, 1, 31))));
            if (!operator.isOrdering()) {
                values.addAll(List.of(AttributeValue.of(true), AttributeValue.of(false), AttributeValue.of("yes")));
            }
            switch (operator) {
                case EXISTS -> demands.add(AttributeCriterion.of("fact", operator));
                case BETWEEN ->
                    values.forEach(value -> demands.add(AttributeCriterion.of("fact", operator, value, value)));
                default -> values.forEach(value -> demands.add(AttributeCriterion.of("FACT", operator, value)));
            }
        }
        List.copyOf(demands).stream()
                .filter(demand -> demand.operator() != AttributeOperator.EXISTS)
                .forEach(demand -> demands.add(demand.orUnknown()));
        return demands;
    }

    private static Listing.Builder listing(int id) {
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), "id" + id),
                        "Bike",
                        URI.create("https://ebay.example/" + id))
                .status(ListingStatus.AVAILABLE);
    }
}
