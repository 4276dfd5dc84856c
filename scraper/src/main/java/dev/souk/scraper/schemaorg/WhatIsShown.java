package dev.souk.scraper.schemaorg;

import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.normalize.PriceReader;
import dev.souk.scraper.normalize.PriceText;
import dev.souk.scraper.shown.ShownListing;
import dev.souk.scraper.source.RawListing;
import java.math.BigDecimal;
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

    /** A price in data that people see struck through is not the price any more; else data come first. */
    Optional<RawListing> fillIn(Optional<RawListing> told) {
        Optional<RawListing> shown = ShownListing.read(document)
                .filter(found -> found.isOffer() || told.isPresent())
                .map(this::listing);
        if (told.isEmpty() || shown.isEmpty()) {
            return told.or(() -> shown).map(WhatIsShown::withStatus);
        }
        boolean isStale = isSame(told.get().price(), shown.get().previousPrice());
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
        Optional<BigDecimal> data = Optional.ofNullable(told.amount()).flatMap(WhatIsShown::amount);
        Optional<BigDecimal> seen = Optional.ofNullable(shown.text()).flatMap(WhatIsShown::amount);
        return data.isPresent() && seen.isPresent() && data.get().compareTo(seen.get()) == 0;
    }

    private static Optional<BigDecimal> amount(String text) {
        return PriceReader.read(text).map(PriceText::amount);
    }
}
