package dev.souk.benchmarks.ingest;

import dev.souk.model.listing.Listing;
import java.util.List;

/** A way to bring listings into the tables of Souk's schema, so that afterwards they stand there as they were given. */
interface IngestWay extends AutoCloseable {

    /** The name of its row. */
    String name();

    /** Stores them, new or seen before, in one transaction. */
    void store(List<Listing> listings);

    /** How many listings it is best given at once. */
    default int transactionSize() {
        return 1_000;
    }

    /** Whether it stores attributes and images too. */
    default boolean storesParts() {
        return true;
    }

    @Override
    default void close() {}
}
