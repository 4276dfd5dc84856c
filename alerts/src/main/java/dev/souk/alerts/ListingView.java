package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.TextAnalyzer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A listing in the form that alerts ask for, analyzed once. For one thread. */
final class ListingView {

    final SourceId source;
    final WordSequence text;
    final WordSequence place;
    final List<String> placeTerms;
    final ListedAttributes attributes;
    final int dropPercent;

    @Nullable
    final String seller;

    @Nullable
    final String category;

    @Nullable
    final String subcategory;

    @Nullable
    final Money price;

    final long scaledPrice;

    final Circle.@Nullable Direction direction;

    private final int horizon;

    private ListingView(Listing listing, Analysis analysis, Vocabulary vocabulary) {
        horizon = vocabulary.horizon();
        source = listing.key().source();
        text = WordSequence.of(analysis.title(), analysis.description(), vocabulary);
        placeTerms = analysis.place();
        place = WordSequence.of(placeTerms, List.of(), vocabulary);
        category = lower(listing.category());
        subcategory = lower(listing.subcategory());
        price = listing.price();
        scaledPrice = price == null ? 0 : Prices.scaled(price.amount());
        GeoPoint point = listing.point();
        direction = point == null ? null : Circle.Direction.of(point);
        dropPercent = Prices.dropPercent(price, listing.previousPrice());
        seller = listing.seller().id();
        attributes = new ListedAttributes(listing.attributes());
    }

    static ListingView of(Listing listing, Analysis analysis, Vocabulary vocabulary) {
        return new ListingView(listing, analysis, vocabulary);
    }

    /** Whether every word up to this number was looked for, so that its absence means something. */
    boolean hasSeen(int newestWord) {
        return newestWord < horizon;
    }

    @Nullable
    private static String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** The terms of a listing, which do not depend on the words that alerts speak of. */
    record Analysis(List<String> title, List<String> description, List<String> place) {

        static Analysis of(Listing listing) {
            String description = listing.description();
            String location = listing.location();
            return new Analysis(
                    TextAnalyzer.terms(listing.title()),
                    description == null ? List.of() : TextAnalyzer.terms(description),
                    location == null ? List.of() : TextAnalyzer.terms(location));
        }
    }
}
