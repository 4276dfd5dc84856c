package dev.souk.benchmarks.ingest;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.listing.Listing;
import java.util.List;
import javax.sql.DataSource;

/** {@code upsertAll}, with all that it does besides: search vectors, price history, sightings, the queue of changes. */
final class SoukWay implements IngestWay {

    static final String NAME = "Souk";

    private final SoukDatabase database;

    SoukWay(DataSource dataSource) {
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void store(List<Listing> listings) {
        long rejected = database.listings().upsertAll(listings).rejected().size();
        if (rejected > 0) {
            throw new IllegalStateException(rejected + " listings were rejected");
        }
    }
}
