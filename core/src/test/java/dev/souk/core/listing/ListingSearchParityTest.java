package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class ListingSearchParityTest {

    private static final Instant ASKED_AT = RandomSearches.LISTED.plusSeconds(60);
    private static final ExchangeRates RATES =
            currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal("1.25")) : Map.of();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsExactlyWhatAskingEveryListingWouldFind(long seed, DataSource dataSource) {
        Random random = new Random(seed);
        ListingRepository listings =
                new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
        for (int first = 0; first < 150; first += 50) {
            // Each time in a transaction of its own, so that they are first seen at different times.
            listings.upsertAll(IntStream.range(first, first + 50)
                    .mapToObj(i -> RandomSearches.listing(i, random))
                    .toList());
        }
        List<StoredListing> all = listings.search(
                        ListingQuery.of(AlertCriteria.ANYTHING, TextQuery.ANYTHING)
                                .withStatuses(Set.of(ListingStatus.values())),
                        0,
                        1_000)
                .items();
        List<Instant> firstSeen =
                all.stream().map(StoredListing::firstSeenAt).distinct().sorted().toList();
        assertThat(firstSeen).hasSize(3);
        int found = 0;

        for (int i = 0; i < 120; i++) {
            ListingQuery query =
                    RandomSearches.query(random, firstSeen).at(ASKED_AT).withRates(RATES);
            List<Long> expected = all.stream()
                    .filter(stored -> isSeenSince(query, stored) && matches(query, stored.listing()))
                    .map(StoredListing::id)
                    .toList();

            var page = listings.search(query, 0, 1_000);

            assertThat(page.items())
                    .extracting(StoredListing::id)
                    .as("seed %d, query %d: %s", seed, i, query)
                    .isEqualTo(expected);
            assertThat(page.total().count()).isEqualTo(expected.size());
            found += expected.size();
        }

        assertThat(all).hasSize(150);
        assertThat(found).as("pairs that match, seed %d", seed).isGreaterThan(300);
    }

    private static boolean isSeenSince(ListingQuery query, StoredListing stored) {
        return query.firstSeenSince() == null || !stored.firstSeenAt().isBefore(query.firstSeenSince());
    }

    private static boolean matches(ListingQuery query, Listing listing) {
        AlertCriteria criteria = query.criteria();
        ListingText text = ListingText.of(listing.title(), listing.description());
        return query.statuses().contains(listing.status())
                && isAsked(query, listing, text)
                && hasWords(criteria.keywords(), text)
                && (criteria.sources().isEmpty()
                        || criteria.sources().contains(listing.key().source()))
                && !criteria.excludedSources().contains(listing.key().source())
                && listing.images().size() >= criteria.minPhotos()
                && (isOneOf(criteria.categories(), listing.category())
                        || (listing.category() == null && criteria.acceptsUnknown(CriteriaClause.CATEGORIES)))
                && (subcategories(listing).isEmpty()
                        ? isOneOf(criteria.subcategories(), null)
                                || criteria.acceptsUnknown(CriteriaClause.SUBCATEGORIES)
                        : subcategories(listing).stream().anyMatch(one -> isOneOf(criteria.subcategories(), one)))
                && (criteria.price() == null
                        || (listing.price() == null
                                ? criteria.price().unknownAccepted()
                                : costs(criteria.price(), listing.price())))
                && criteria.isListedWithin(listing.listedAt(), ASKED_AT)
                && !(criteria.withoutSuspiciousPrices() && listing.hasSuspiciousPrice())
                && (criteria.location() == null
                        || (listing.location() == null
                                ? criteria.acceptsUnknown(CriteriaClause.LOCATION)
                                : isIn(criteria.location(), listing.location())))
                && criteria.isNear(listing.point())
                && criteria.sellers().accept(listing.seller())
                && (query.listedSince() == null
                        || (listing.listedAt() != null && !listing.listedAt().isBefore(query.listedSince())))
                && criteria.attributes().stream().allMatch(wanted -> has(wanted, listing))
                && (criteria.priceDrop() == null
                        || (listing.price() != null
                                && listing.previousPrice() != null
                                && fell(criteria.priceDrop(), listing.price(), listing.previousPrice())));
    }

    /** The subcategory, and each step of the path but the first. */
    private static List<String> subcategories(Listing listing) {
        String said = listing.attributes().getOrDefault("category_path", "");
        String[] path = said.codePoints().count() > 600 ? new String[0] : said.split(" > ");
        return Stream.concat(
                        Stream.ofNullable(listing.subcategory()),
                        Stream.of(path).limit(20).skip(1).filter(step -> !step.isEmpty()))
                .toList();
    }

    private static boolean isAsked(ListingQuery query, Listing listing, ListingText text) {
        Money price = listing.price();
        return query.text().required().stream().allMatch(group -> group.stream().anyMatch(text::contains))
                && query.text().excluded().stream().noneMatch(text::contains)
                && query.text().prices().stream()
                        .allMatch(asked -> price != null
                                && PriceRange.of(asked)
                                        .map(range -> costs(range, price))
                                        .orElseGet(() -> asked.contains(price)));
    }

    /** At the rates of the test. */
    private static boolean costs(PriceRange range, Money price) {
        return range.in(RATES).stream().anyMatch(one -> one.contains(price));
    }

    private static boolean fell(PriceDrop drop, Money price, Money previous) {
        boolean isLower = (drop.minPercent() > 0 || drop.minAmount() != null)
                ? new PriceDrop(drop.minPercent(), drop.minAmount()).isMetBy(price, previous)
                : price.isLessThan(previous);
        return isLower && (drop.target() == null || costs(PriceRange.upTo(drop.target()), price));
    }

    private static boolean hasWords(Keywords keywords, ListingText text) {
        return phrases(keywords.all()).allMatch(text::contains)
                && (keywords.any().isEmpty() || phrases(keywords.any()).anyMatch(text::contains))
                && phrases(keywords.title()).map(Phrase::inTitle).allMatch(text::contains)
                && (keywords.titleAny().isEmpty()
                        || phrases(keywords.titleAny()).map(Phrase::inTitle).anyMatch(text::contains))
                && phrases(keywords.titleNone()).map(Phrase::inTitle).noneMatch(text::contains)
                && phrases(keywords.none()).noneMatch(text::contains);
    }

    private static Stream<Phrase> phrases(List<String> entries) {
        return entries.stream().map(entry -> Phrase.ofEntry(entry).orElseThrow());
    }

    private static boolean isOneOf(SortedSet<String> accepted, @Nullable String value) {
        return accepted.isEmpty() || (value != null && accepted.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static boolean isIn(String wanted, String place) {
        return Phrase.of(wanted)
                .filter(phrase -> ListingText.of(place, null).contains(phrase))
                .isPresent();
    }

    private static boolean has(AttributeCriterion wanted, Listing listing) {
        List<AttributeReading> said = listing.attributes().entrySet().stream()
                .filter(fact -> fact.getKey().equalsIgnoreCase(wanted.name()))
                .map(fact -> AttributeReading.of(fact.getValue()))
                .toList();
        return said.stream().anyMatch(wanted::isMetBy)
                || (wanted.unknownAccepted()
                        && said.stream()
                                .allMatch(reading -> wanted.values().stream()
                                        .allMatch(
                                                value -> value.compare(reading).isEmpty())));
    }
}
