package dev.souk.scraper;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.TextAnalyzer;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a search did not ask for, where the site does not honour it. Only what a listing says of itself puts it
 * outside: one without a price is in every range. Words are the exception, as they are for a site: they must stand in the
 * title or in as much of the description as is shown.
 */
final class SearchFilter {

    private static final Duration A_DAY = Duration.ofDays(1);

    /** Between the offsets of zones, but for three of a quarter of an hour. */
    private static final Duration BETWEEN_ZONES = Duration.ofMinutes(30);

    private static final Set<Condition> USED = EnumSet.complementOf(EnumSet.of(Condition.NEW));

    /** Each of a listing and the time when it was seen. */
    private final List<BiPredicate<Listing, Instant>> demands = new ArrayList<>();

    /** The one of them that asks for an age; null if none does. */
    private @Nullable BiPredicate<Listing, Instant> age;

    private SearchFilter() {}

    /** Lets everything pass. */
    static SearchFilter none() {
        return new SearchFilter();
    }

    static SearchFilter of(SearchRequest search, SourceCapabilities capabilities) {
        SearchFilter filter = new SearchFilter();
        for (Criterion criterion : Criterion.values()) {
            if (!capabilities.keepsTo(criterion)) {
                demand(criterion, search).ifPresent(demand -> {
                    filter.demands.add(demand);
                    if (criterion == Criterion.SINCE) {
                        filter.age = demand;
                    }
                });
            }
        }
        return filter;
    }

    boolean admits(Listing listing, Instant seenAt) {
        return demands.stream().allMatch(demand -> demand.test(listing, seenAt));
    }

    /** Whether the listing says that it is older than was asked for. */
    boolean isTooOld(Listing listing, Instant seenAt) {
        return age != null && !age.test(listing, seenAt);
    }

    private static Optional<BiPredicate<Listing, Instant>> demand(Criterion criterion, SearchRequest search) {
        return switch (criterion) {
            case TEXT -> Optional.ofNullable(search.text()).map(SearchFilter::words);
            case CATEGORY -> Optional.ofNullable(search.category()).map(SearchFilter::category);
            case LOCATION -> Optional.ofNullable(search.location()).map(SearchFilter::location);
            case RADIUS ->
                search.near() == null || search.radiusKm() == null
                        ? Optional.empty()
                        : Optional.of(around(search.near(), search.radiusKm()));
            case PRICE ->
                search.minPrice() == null && search.maxPrice() == null
                        ? Optional.empty()
                        : Optional.of((listing, now) -> isPriced(listing.price(), search));
            case CONDITION ->
                search.conditions().isEmpty() ? Optional.empty() : Optional.of(conditions(search.conditions()));
            case SINCE -> Optional.ofNullable(search.daysSinceListed()).map(SearchFilter::since);
        };
    }

    private static BiPredicate<Listing, Instant> words(String text) {
        List<String> wanted = TextAnalyzer.terms(text);
        return (listing, now) -> {
            Set<String> shown = new HashSet<>(TextAnalyzer.terms(listing.title()));
            if (listing.description() != null) {
                shown.addAll(TextAnalyzer.terms(listing.description()));
            }
            return shown.containsAll(wanted);
        };
    }

    private static BiPredicate<Listing, Instant> category(String category) {
        return (listing, now) -> {
            List<String> told = Stream.concat(
                            Stream.of(
                                            Optional.ofNullable(listing.category()),
                                            Optional.ofNullable(listing.subcategory()))
                                    .flatMap(Optional::stream),
                            listing.facts().categoryPath().stream())
                    .toList();
            return told.isEmpty() || told.stream().anyMatch(category::equalsIgnoreCase);
        };
    }

    private static BiPredicate<Listing, Instant> location(String location) {
        List<String> wanted = TextAnalyzer.terms(location);
        return (listing, now) ->
                listing.location() == null || new HashSet<>(TextAnalyzer.terms(listing.location())).containsAll(wanted);
    }

    /** A point that is told with so many metres to spare may lie within if it is outside by less. */
    private static BiPredicate<Listing, Instant> around(GeoPoint centre, int radiusKm) {
        return (listing, now) -> {
            double spareKm = listing.facts().pointPrecisionMetres().orElse(0) / 1_000.0;
            return listing.point() == null || centre.distanceKm(listing.point()) <= radiusKm + spareKm;
        };
    }

    private static boolean isPriced(@Nullable Money price, SearchRequest search) {
        if (price == null) {
            return true;
        }
        boolean isTooCheap =
                search.minPrice() != null && price.amount().compareTo(BigDecimal.valueOf(search.minPrice())) < 0;
        boolean isTooDear =
                search.maxPrice() != null && price.amount().compareTo(BigDecimal.valueOf(search.maxPrice())) > 0;
        return !isTooCheap && !isTooDear;
    }

    /** A thing that is merely used may be as good or as worn as is asked for; and who asks for used takes all but new. */
    private static BiPredicate<Listing, Instant> conditions(Set<Condition> wanted) {
        return (listing, now) -> listing.facts()
                .condition()
                .map(told -> wanted.contains(told)
                        || (wanted.contains(Condition.USED) && USED.contains(told))
                        || (told == Condition.USED && wanted.stream().anyMatch(USED::contains)))
                .orElse(true);
    }

    private static BiPredicate<Listing, Instant> since(int days) {
        return (listing, now) -> {
            Instant told = listing.listedAt();
            Instant earliest = now.minus(Duration.ofDays(days));
            return told == null
                    || !told.isBefore(earliest)
                    || (mayBeADate(told) && told.plus(A_DAY).isAfter(earliest));
        };
    }

    /** Dates are read as the start of their day, somewhere on the Earth: who tells no more may have listed it at its end. */
    private static boolean mayBeADate(Instant told) {
        return told.getNano() == 0 && Math.floorMod(told.getEpochSecond(), BETWEEN_ZONES.toSeconds()) == 0;
    }
}
