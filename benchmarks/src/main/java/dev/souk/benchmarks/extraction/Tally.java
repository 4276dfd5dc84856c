package dev.souk.benchmarks.extraction;

import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.normalize.PriceReader;
import dev.souk.scraper.normalize.PriceText;
import dev.souk.scraper.source.RawListing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scores of one way over all pages. Not thread-safe. */
final class Tally {

    private final Score price = new Score();
    private final Score sku = new Score();
    private final Score availability = new Score();
    private int pages;

    void add(Truth truth, Optional<RawListing> listing) {
        pages++;
        Optional<BigDecimal> amount = listing.flatMap(Tally::amount);
        price.add(
                amount.isPresent(),
                !truth.prices().isEmpty(),
                amount.filter(read -> truth.prices().stream().anyMatch(annotated -> isSame(annotated, read)))
                        .isPresent());
        add(sku, listing.flatMap(Tally::code), truth.skus());
        add(availability, listing.flatMap(Tally::availability), truth.availabilities());
    }

    private static void add(Score score, Optional<String> read, List<String> truth) {
        score.add(
                read.isPresent(), !truth.isEmpty(), read.filter(truth::contains).isPresent());
    }

    private static Optional<BigDecimal> amount(RawListing listing) {
        @Nullable
        String text = listing.price().amount() == null
                ? listing.price().text()
                : listing.price().amount();
        return Optional.ofNullable(text).flatMap(PriceReader::read).map(PriceText::amount);
    }

    /** The ground truth writes 23450 as "23.450". */
    private static boolean isSame(String annotated, BigDecimal read) {
        return PriceReader.read(annotated)
                .filter(price -> price.amount().compareTo(read) == 0)
                .isPresent();
    }

    /** The number to order by, else the id, unless that is a piece of the address. */
    private static Optional<String> code(RawListing listing) {
        @Nullable String id = listing.externalId();
        boolean isOfTheAddress = id != null && (id.indexOf('/') >= 0 || id.indexOf('=') >= 0);
        return Optional.ofNullable(listing.attributes().get("sku"))
                .or(() -> isOfTheAddress ? Optional.empty() : Optional.ofNullable(id));
    }

    private static Optional<String> availability(RawListing listing) {
        @Nullable ListingStatus status = listing.status();
        if (status == null || status == ListingStatus.UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(status.isOpen() ? "InStock" : "OutOfStock");
    }

    Score price() {
        return price;
    }

    Score sku() {
        return sku;
    }

    Score availability() {
        return availability;
    }

    int pages() {
        return pages;
    }
}
