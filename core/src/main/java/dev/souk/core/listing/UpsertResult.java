package dev.souk.core.listing;

import java.util.List;

/**
 * What {@link ListingRepository#upsertAll} did.
 *
 * @param outcomes one for each key that was given, in the order of keys
 */
public record UpsertResult(List<UpsertOutcome> outcomes) {

    /** Copies the outcomes. */
    public UpsertResult {
        outcomes = List.copyOf(outcomes);
    }

    /** Listings stored for the first time. */
    public List<UpsertOutcome.New> added() {
        return only(UpsertOutcome.New.class);
    }

    /** Listings stored again. */
    public List<UpsertOutcome.Changed> changed() {
        return only(UpsertOutcome.Changed.class);
    }

    /** Listings seen again as they are. */
    public List<UpsertOutcome.Unchanged> unchanged() {
        return only(UpsertOutcome.Unchanged.class);
    }

    /** Listings that the database refused. */
    public List<UpsertOutcome.Rejected> rejected() {
        return only(UpsertOutcome.Rejected.class);
    }

    private <T extends UpsertOutcome> List<T> only(Class<T> type) {
        return outcomes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The four numbers. */
    @Override
    public String toString() {
        return "%s new, %s changed, %s unchanged, %s rejected"
                .formatted(
                        added().size(),
                        changed().size(),
                        unchanged().size(),
                        rejected().size());
    }
}
