package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.UpsertResult;
import java.util.Optional;
import java.util.function.Function;

/** The right of a visit to store what it finds. */
interface Tenure {

    /**
     * Goes on if the right still holds.
     *
     * @throws LeaseLostException if it does not
     */
    void require();

    /**
     * Lets the right last longer, while the visit goes on elsewhere. Waits for nobody: while something is stored, it lasts
     * anyway.
     *
     * @throws LeaseLostException if it is gone
     */
    void keep();

    /**
     * Stores something, if the right still holds; nobody else can come by it before that is done.
     *
     * @throws LeaseLostException if it does not
     */
    UpsertResult store(Function<SoukDatabase, UpsertResult> work);

    /**
     * Ends with the visit.
     *
     * @param tx the transaction in which the visit is written down
     * @return why the visit does not count; empty if the right held until now
     */
    Optional<LeaseLostException> end(SoukDatabase tx, WatchReport report);

    /** Of a watch that is this host's alone. */
    static Tenure own(SoukDatabase database) {
        return new Tenure() {

            @Override
            public void require() {}

            @Override
            public void keep() {}

            @Override
            public UpsertResult store(Function<SoukDatabase, UpsertResult> work) {
                return work.apply(database);
            }

            @Override
            public Optional<LeaseLostException> end(SoukDatabase tx, WatchReport report) {
                return Optional.empty();
            }
        };
    }
}
