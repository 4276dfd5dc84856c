package dev.souk.pipeline;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.TextAnalyzer;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.WordSearch.Fields;
import dev.souk.scraper.source.WordSearch.Forms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The strictest site that is as its source says: what a listing does not say puts it outside, and where something is not
 * known, it is the worst that it can be: titles alone, word by word as typed, and prices converted. It searches no wider
 * than it says, whatever it is asked.
 */
final class StrictSite {

    private StrictSite() {}

    /** A site with one currency has no price in another. */
    static boolean canOffer(SourceCapabilities site, Listing listing) {
        return site.hasOtherCurrencies()
                || listing.price() == null
                || listing.price().currency().equals(site.currency());
    }

    static boolean shows(SourceCapabilities site, Listing listing, SearchRequest search, Instant now) {
        return hasWords(site, listing, search.text())
                && search.category() == null
                && search.location() == null
                && isPriced(site, listing.price(), search)
                && isAround(site, listing.point(), search)
                && (search.conditions().isEmpty()
                        || listing.facts()
                                .condition()
                                .filter(search.conditions()::contains)
                                .isPresent())
                && (search.daysSinceListed() == null
                        || (listing.listedAt() != null
                                && !listing.listedAt().isBefore(now.minus(Duration.ofDays(search.daysSinceListed())))));
    }

    private static boolean hasWords(SourceCapabilities site, Listing listing, @Nullable String text) {
        if (text == null) {
            return true;
        }
        boolean isFolded = site.words().forms() == Forms.FOLDED;
        Set<String> words = new HashSet<>(words(listing.title(), isFolded));
        if (listing.description() != null && site.words().fields() == Fields.TITLE_AND_DESCRIPTION) {
            words.addAll(words(listing.description(), isFolded));
        }
        return words.containsAll(words(text, isFolded));
    }

    private static List<String> words(String text, boolean isFolded) {
        return isFolded
                ? TextAnalyzer.terms(text)
                : Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+", -1)).toList();
    }

    /** Of several currencies the site makes dollars, at three for a euro, which is not the rate of the host. */
    private static boolean isPriced(SourceCapabilities site, @Nullable Money price, SearchRequest search) {
        if (search.minPrice() == null && search.maxPrice() == null) {
            return true;
        }
        if (price == null) {
            return false;
        }
        boolean isConverted = site.hasOtherCurrencies() && price.currency().equals("EUR");
        BigDecimal amount = isConverted ? price.amount().multiply(BigDecimal.valueOf(3)) : price.amount();
        return (search.minPrice() == null || amount.compareTo(BigDecimal.valueOf(search.minPrice())) >= 0)
                && (search.maxPrice() == null || amount.compareTo(BigDecimal.valueOf(search.maxPrice())) <= 0);
    }

    private static boolean isAround(SourceCapabilities site, @Nullable GeoPoint point, SearchRequest search) {
        if (search.near() == null || search.radiusKm() == null) {
            return true;
        }
        return point != null && search.near().distanceKm(point) <= Math.min(search.radiusKm(), site.widestRadiusKm());
    }
}
