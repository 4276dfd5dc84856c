package dev.souk.core.listing;

import dev.souk.model.Money;
import java.time.Instant;

/**
 * The prices of a listing, in the currency of the latest.
 *
 * @param latest the last one seen
 * @param lowest the lowest ever seen
 * @param lowestAt when that was seen last
 * @param highest the highest ever seen
 * @param median the middle one of all that were seen, each change counted once, however long it held; of two the lower
 * @param count how many prices were seen, at least 1
 * @param since when the first was seen
 */
public record PriceSummary(
        long listingId,
        Money latest,
        Money lowest,
        Instant lowestAt,
        Money highest,
        Money median,
        long count,
        Instant since) {}
