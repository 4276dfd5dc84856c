package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.testkit.SoukPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoukPostgres.class)
class WarmUpTest {

    @Test
    void anEngineLearnsFromTheListingsThatAreThere(DataSource dataSource) {
        SoukDatabase database = withListings(dataSource, 450);
        AlertEngine engine = new AlertEngine();

        assertThat(WarmUp.of(engine, database.listings())).isEqualTo(450);
        assertThat(whatItKnows(engine)).isNotEqualTo(whatItKnows(new AlertEngine()));
    }

    @Test
    void itIsShownNoMoreThanItLearnsAtOnce(DataSource dataSource) {
        SoukDatabase database = withListings(dataSource, WarmUp.LISTINGS + 300);

        assertThat(WarmUp.of(new AlertEngine(), database.listings())).isEqualTo(WarmUp.LISTINGS);
    }

    @Test
    void whereThereAreNoListingsItKnowsNothing(DataSource dataSource) {
        AlertEngine engine = new AlertEngine();

        assertThat(WarmUp.of(engine, withListings(dataSource, 0).listings())).isZero();
        assertThat(whatItKnows(engine)).isEqualTo(whatItKnows(new AlertEngine()));
    }

    private static byte[] whatItKnows(AlertEngine engine) {
        ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
        try {
            engine.save(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return snapshot.toByteArray();
    }

    private static SoukDatabase withListings(DataSource dataSource, int number) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        database.listings()
                .upsertAll(IntStream.range(0, number)
                        .mapToObj(i -> Listing.builder(
                                        new ListingKey(new SourceId("test"), "n" + i),
                                        "Bicycle number " + i,
                                        URI.create("https://market.example/" + i))
                                .status(ListingStatus.AVAILABLE)
                                .build())
                        .toList());
        return database;
    }
}
