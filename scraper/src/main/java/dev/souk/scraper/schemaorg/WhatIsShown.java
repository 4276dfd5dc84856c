package dev.souk.scraper.schemaorg;

import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.normalize.PriceReader;
import dev.souk.scraper.normalize.PriceText;
import dev.souk.scraper.shown.ShownListing;
import dev.souk.scraper.source.RawListing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Fills what the data of a page leave open with what people see on it. */
final class WhatIsShown {

    private final Document document;
    private final String address;

    @Nullable
    private final String defaultCurrency;

    /**
     * On a page.
     *
     * @param address of the listing
     */
    WhatIsShown(Document document, String address, @Nullable String defaultCurrency) {
        this.document = document;
        this.address = address;
        this.defaultCurrency = defaultCurrency;
    }

    /**
     * Data come first, but for their price where people see another: it is struck through; or one kind of data says what
     * people see, and another does not; or people have bid more since.
     *
     * @param readings what the kinds of data tell, the most trusted first
     */
    Optional<RawListing> fillIn(List<RawListing> readings) {
        Optional<RawListing> told = readings.stream().reduce(Merged::of);
        Optional<ShownListing> seen = ShownListing.read(document).filter(found -> found.isOffer() || told.isPresent());
        Optional<RawListing> shown = seen.map(this::listing);
        if (told.isEmpty() || shown.isEmpty()) {
            return told.or(() -> shown).map(WhatIsShown::withStatus);
        }
        RawListing.Price price = shown.get().price();
        boolean isStale = isSame(told.get().price(), shown.get().previousPrice())
                || (!isSame(told.get().price(), price)
                        && readings.stream().anyMatch(reading -> isSame(reading.price(), price)))
                || (seen.get().isBid() && isMore(price, told.get().price()));
        RawListing both = isStale ? Merged.withPricesOf(shown.get(), told.get()) : Merged.of(told.get(), shown.get());
        return Optional.of(withStatus(both));
    }

    private RawListing listing(ShownListing shown) {
        return RawListing.builder()
                .externalId(ListingId.of(address))
                .url(address)
                .title(shown.title())
                .price(price(shown.price()))
                .previousPrice(price(shown.oldPrice()))
                .status(shown.status())
                .attribute("sku", shown.code())
                .build();
    }

    private RawListing.Price price(@Nullable String text) {
        return text == null ? RawListing.Price.UNKNOWN : new RawListing.Price(null, null, text, defaultCurrency);
    }

    /** What has a price, and of which nothing says that it is gone, can be had. */
    private static RawListing withStatus(RawListing listing) {
        boolean isPriced = listing.price().amount() != null || listing.price().text() != null;
        return listing.status() == null && isPriced
                ? Merged.of(
                        listing,
                        RawListing.builder().status(ListingStatus.AVAILABLE).build())
                : listing;
    }

    private static boolean isSame(RawListing.Price told, RawListing.Price shown) {
        return compared(told, shown).filter(difference -> difference == 0).isPresent();
    }

    private static boolean isMore(RawListing.Price shown, RawListing.Price told) {
        return compared(told, shown).filter(difference -> difference < 0).isPresent();
    }

    private static Optional<Integer> compared(RawListing.Price told, RawListing.Price shown) {
        return amount(told.amount()).flatMap(data -> amount(shown.text()).map(data::compareTo));
    }

    private static Optional<BigDecimal> amount(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(PriceReader::read).map(PriceText::amount);
    }
}
