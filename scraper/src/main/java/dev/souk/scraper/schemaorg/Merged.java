package dev.souk.scraper.schemaorg;

import dev.souk.scraper.source.RawListing;
import org.jspecify.annotations.Nullable;

/** Two readings of one listing made into one: what the first does not know, the second fills in. */
final class Merged {

    private Merged() {}

    static RawListing of(RawListing first, RawListing second) {
        RawListing.Builder merged = RawListing.builder()
                .externalId(either(first.externalId(), second.externalId()))
                .url(either(first.url(), second.url()))
                .title(either(first.title(), second.title()))
                .description(either(first.description(), second.description()))
                .price(price(first.price(), second.price()))
                .priceKind(either(first.priceKind(), second.priceKind()))
                .previousPrice(price(first.previousPrice(), second.previousPrice()))
                .place(place(first.place(), second.place()))
                .category(either(first.category(), second.category()))
                .subcategory(either(first.subcategory(), second.subcategory()))
                .seller(either(first.sellerId(), second.sellerId()), either(first.sellerName(), second.sellerName()))
                .listedAt(either(first.listedAt(), second.listedAt()))
                .status(either(first.status(), second.status()));
        first.attributes().forEach(merged::attribute);
        second.attributes().forEach(merged::attribute);
        (first.images().isEmpty() ? second : first).images().forEach(merged::image);
        return merged.build();
    }

    /** As {@link #of} with the second first, but with the first's prices, in the currency of the second if it tells none. */
    static RawListing withPricesOf(RawListing prices, RawListing others) {
        RawListing.Builder priced = RawListing.builder()
                .price(price(prices.price(), others.price()))
                .previousPrice(price(prices.previousPrice(), others.price()));
        return of(priced.build(), of(others, prices));
    }

    /** One price is never put together of two readings' amounts; a currency alone may be lent. */
    private static RawListing.Price price(RawListing.Price first, RawListing.Price second) {
        if (first.amount() == null && first.text() == null) {
            return second;
        }
        return new RawListing.Price(
                first.amount(),
                either(first.currency(), second.currency()),
                first.text(),
                either(first.assumedCurrency(), second.assumedCurrency()));
    }

    private static RawListing.Place place(RawListing.Place first, RawListing.Place second) {
        RawListing.Place point = first.latitude() != null && first.longitude() != null ? first : second;
        return new RawListing.Place(
                either(first.words(), second.words()), point.latitude(), point.longitude(), point.precisionMetres());
    }

    @Nullable
    private static <T> T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
