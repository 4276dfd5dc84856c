package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextQuery;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search in the database, the engine in memory and the plain loop, on every pair of alert and listing. */
@ExtendWith(SoukPostgres.class)
class AgreementTest {

    private static final int ALERTS = 200;
    private static final int LISTINGS = 100;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void searchEngineAndPlainLoopAgreeOnTwentyThousandPairs(long seed, DataSource dataSource) {
        FleaMarket market = new FleaMarket(new Random(seed));
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        database.listings()
                .upsertAll(
                        IntStream.range(0, LISTINGS).mapToObj(market::listing).toList());
        database.listings()
                .upsertAll(IntStream.range(0, LISTINGS)
                        .filter(i -> i % 3 == 0)
                        .mapToObj(market::listing)
                        .toList());
        List<Alert> alerts =
                LongStream.rangeClosed(1, ALERTS).mapToObj(market::alert).toList();
        List<StoredListing> listings = database.listings()
                .search(ListingQuery.builder().build().withStatuses(market.everyStatus()), 0, 1_000)
                .items();
        AlertEngine engine = new AlertEngine();
        engine.setExchangeRates(FleaMarket.RATES);
        alerts.forEach(engine::register);

        Map<Long, Set<Long>> plain = new TreeMap<>();
        Map<Long, Set<Long>> matched = new TreeMap<>();
        for (StoredListing stored : listings) {
            ListingText text =
                    ListingText.of(stored.listing().title(), stored.listing().description());
            alerts.stream()
                    .filter(alert -> satisfies(stored.listing(), text, alert))
                    .forEach(alert -> add(plain, alert.id(), stored));
            LongStream.of(engine.match(stored.listing(), FleaMarket.NOW)).forEach(id -> add(matched, id, stored));
        }
        Map<Long, Set<Long>> searched = new TreeMap<>();
        for (Alert alert : alerts) {
            database.listings()
                    .search(ListingQuery.of(alert).at(FleaMarket.NOW).withRates(FleaMarket.RATES), 0, 1_000)
                    .items()
                    .forEach(stored -> add(searched, alert.id(), stored));
        }

        for (Alert alert : alerts) {
            assertThat(searched.get(alert.id()))
                    .as("search, seed %d, %s", seed, alert)
                    .isEqualTo(plain.get(alert.id()));
            assertThat(matched.get(alert.id()))
                    .as("engine, seed %d, %s", seed, alert)
                    .isEqualTo(plain.get(alert.id()));
        }
        int matches = plain.values().stream().mapToInt(Set::size).sum();
        assertThat(listings).hasSize(LISTINGS);
        assertThat(matches).as("pairs that match, seed %d", seed).isGreaterThan(1_000);
    }

    /** Greek writes its sigma otherwise at the end of a word, and a prefix ends where a word may go on. */
    @ParameterizedTest
    @ValueSource(strings = {"ΛΟΓΟΣ*", "λόγος*", "λόγοσ*", "title:Λόγος*"})
    void searchEngineAndPlainLoopAgreeWhereAPrefixEndsInSigma(String query, DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        List<String> titles = List.of("Λογοστάσιο", "ΛΟΓΟΣΤΑΣΙΟ", "ο λόγος", "Ο ΛΟΓΟΣ", "λόγοσ", "λόγοι");
        database.listings().upsertAll(titles.stream().map(AgreementTest::titled).toList());
        Alert alert = new Alert(
                1, 1, "Greek", AlertCriteria.ANYTHING, TextQuery.parse(query), true, NotificationSettings.DEFAULT);
        AlertEngine engine = new AlertEngine();
        engine.register(alert);

        List<String> searched = titles(database.listings().search(ListingQuery.of(alert), 0, 10).items().stream());
        List<StoredListing> all = database.listings()
                .search(ListingQuery.builder().build(), 0, 10)
                .items();

        assertThat(searched).containsExactlyInAnyOrderElementsOf(titles.subList(0, 5));
        assertThat(titles(all.stream().filter(stored -> engine.match(stored.listing(), FleaMarket.NOW).length > 0)))
                .containsExactlyInAnyOrderElementsOf(searched);
        assertThat(titles(all.stream()
                        .filter(stored -> isAsked(
                                alert.query(), ListingText.of(stored.listing().title(), null), null))))
                .containsExactlyInAnyOrderElementsOf(searched);
        assertThat(titles(all.stream()
                        .filter(stored -> engine.explain(alert, stored.listing(), FleaMarket.NOW)
                                .matches())))
                .containsExactlyInAnyOrderElementsOf(searched);
    }

    private static Listing titled(String title) {
        return Listing.builder(new ListingKey(new SourceId("ebay"), title), title, URI.create("https://ebay.example/1"))
                .build();
    }

    private static List<String> titles(Stream<StoredListing> found) {
        return found.map(stored -> stored.listing().title()).toList();
    }

    private static void add(Map<Long, Set<Long>> found, long alertId, StoredListing stored) {
        found.computeIfAbsent(alertId, id -> new TreeSet<>()).add(stored.id());
    }

    /** As the documentation of the criteria says it, clause by clause. */
    private static boolean satisfies(Listing listing, ListingText text, Alert alert) {
        AlertCriteria criteria = alert.criteria();
        return listing.status().isOpen()
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
                && criteria.keywords().all().stream().allMatch(entry -> holds(text, entry))
                && (criteria.keywords().any().isEmpty()
                        || criteria.keywords().any().stream().anyMatch(entry -> holds(text, entry)))
                && criteria.keywords().title().stream().allMatch(entry -> isInTitle(text, entry))
                && (criteria.keywords().titleAny().isEmpty()
                        || criteria.keywords().titleAny().stream().anyMatch(entry -> isInTitle(text, entry)))
                && criteria.keywords().titleNone().stream().noneMatch(entry -> isInTitle(text, entry))
                && criteria.keywords().none().stream().noneMatch(entry -> holds(text, entry))
                && isAsked(alert.query(), text, listing.price())
                && criteria.isListedWithin(listing.listedAt(), FleaMarket.NOW)
                && !(criteria.withoutSuspiciousPrices() && listing.hasSuspiciousPrice())
                && (criteria.location() == null
                        || (listing.location() == null
                                ? criteria.acceptsUnknown(CriteriaClause.LOCATION)
                                : holds(ListingText.of(listing.location(), null), criteria.location())))
                && criteria.isNear(listing.point())
                && criteria.sellers().accept(listing.seller())
                && criteria.attributes().stream().allMatch(wanted -> has(listing, wanted))
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

    private static boolean isInTitle(ListingText text, String entry) {
        return text.contains(Phrase.ofEntry(entry).orElseThrow().inTitle());
    }

    private static boolean has(Listing listing, AttributeCriterion wanted) {
        List<AttributeReading> said = listing.attributes().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(wanted.name()))
                .map(entry -> AttributeReading.of(entry.getValue()))
                .toList();
        return said.stream().anyMatch(wanted::isMetBy)
                || (wanted.unknownAccepted() && said.stream().noneMatch(wanted::isComparable));
    }

    private static boolean isAsked(TextQuery query, ListingText text, @Nullable Money price) {
        return query.required().stream().allMatch(group -> group.stream().anyMatch(text::contains))
                && query.excluded().stream().noneMatch(text::contains)
                && query.prices().stream()
                        .allMatch(asked -> price != null
                                && PriceRange.of(asked)
                                        .map(range -> costs(range, price))
                                        .orElseGet(() -> asked.contains(price)));
    }

    /** At the rates of the market. */
    private static boolean costs(PriceRange range, Money price) {
        return range.in(FleaMarket.RATES).stream().anyMatch(one -> one.contains(price));
    }

    private static boolean fell(PriceDrop drop, Money price, Money previous) {
        boolean isLower = (drop.minPercent() > 0 || drop.minAmount() != null)
                ? new PriceDrop(drop.minPercent(), drop.minAmount()).isMetBy(price, previous)
                : price.isLessThan(previous);
        return isLower && (drop.target() == null || costs(PriceRange.upTo(drop.target()), price));
    }

    private static boolean isOneOf(Set<String> accepted, @Nullable String value) {
        return accepted.isEmpty() || (value != null && accepted.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static boolean holds(ListingText text, String entry) {
        return text.contains(Phrase.ofEntry(entry).orElseThrow());
    }
}
