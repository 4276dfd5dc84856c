package dev.souk.scraper.schemaorg;

import dev.souk.scraper.source.RawListing;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The prices of an offer: on the offer itself, in its specifications, or the lowest of an aggregate. */
final class OfferPrice {

    private OfferPrice() {}

    static boolean isTold(Thing offer) {
        return offer.text("price", "lowPrice") != null || offer.has("priceSpecification");
    }

    static RawListing.Price current(Thing offer, @Nullable String defaultCurrency) {
        return Stream.concat(Stream.of(offer), specifications(offer, false).stream())
                .filter(priced -> priced.text("price", "lowPrice", "minPrice") != null)
                .findFirst()
                .map(priced -> price(priced, offer, defaultCurrency))
                .orElse(RawListing.Price.UNKNOWN);
    }

    static RawListing.Price previous(Thing offer, @Nullable String defaultCurrency) {
        return specifications(offer, true).stream()
                .findFirst()
                .map(priced -> price(priced, offer, defaultCurrency))
                .orElse(RawListing.Price.UNKNOWN);
    }

    private static List<Thing> specifications(Thing offer, boolean struckThrough) {
        return offer.things("priceSpecification").stream()
                .filter(specification -> isStruckThrough(specification) == struckThrough)
                .toList();
    }

    private static boolean isStruckThrough(Thing specification) {
        String type = specification.text("priceType");
        String word = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return word.contains("listprice") || word.contains("strikethrough") || word.contains("srp");
    }

    private static RawListing.Price price(Thing priced, Thing offer, @Nullable String defaultCurrency) {
        String amount = priced.amount("price", "lowPrice", "minPrice");
        String currency = ThingReader.first(priced.text("priceCurrency"), offer.text("priceCurrency"));
        return new RawListing.Price(amount, currency, amount, defaultCurrency);
    }
}
