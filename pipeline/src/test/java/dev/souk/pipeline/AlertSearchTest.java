package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.AlertEngine;
import dev.souk.model.ExchangeRates;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.Listing;
import dev.souk.pipeline.AlertSearch.InDoubt;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.WordSearch;
import dev.souk.scraper.source.WordSearch.Fields;
import dev.souk.scraper.source.WordSearch.Forms;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSearchTest {

    private static final SourceId EBAY = new SourceId("ebay");
    private static final SourceId FACEBOOK = new SourceId("facebook");
    private static final SourceCapabilities EVERYTHING =
            site(Fields.TITLE_AND_DESCRIPTION, Forms.FOLDED).pricedIn("USD");

    /** As sites may be, and as far as that is known. */
    private static final List<SourceCapabilities> SITES = Stream.of(Fields.values())
            .flatMap(fields -> Stream.of(Forms.values()).map(forms -> site(fields, forms)))
            .flatMap(site -> Stream.of(site, site.boundedIn("USD"), site.pricedIn("EUR"), site.pricedIn("USD")))
            .toList();

    /** In kilometres; as many as go into the number of sites with a rest, so that each site has each. */
    private static final List<Integer> RADII = List.of(1, 100, SourceCapabilities.USUAL_RADIUS_KM, 2_000, 20_000);

    private static final AlertCriteria FULL = AlertCriteria.builder()
            .allOf("Brompton")
            .price(new PriceRange(new BigDecimal("99.50"), new BigDecimal("700.20"), "EUR"))
            .near(new GeoPoint(52.5, 13.4), 9.2)
            .condition(Condition.NEW, Condition.LIKE_NEW)
            .listedWithin(Duration.ofHours(25))
            .build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSiteStillShowsWhateverTheAlertMatchesHoweverItReadsWhatItIsAsked(long seed) {
        FleaMarket market = new FleaMarket(new Random(seed));
        AlertEngine engine = new AlertEngine();
        int matches = 0;
        int left = 0;
        for (int i = 0; i < 300; i++) {
            Alert alert = market.alert(i + 1L);
            ExchangeRates rates = i % 2 == 0 ? FleaMarket.RATES : ExchangeRates.NONE;
            engine.setExchangeRates(rates);
            SourceCapabilities site = SITES.get(i % SITES.size()).radiusUpTo(RADII.get(i % RADII.size()));
            Map<SourceId, Optional<SearchRequest>> searches = new HashMap<>();
            for (SourceId source : List.of(EBAY, FACEBOOK)) {
                searches.put(
                        source,
                        AlertSearch.of(alert, source, site, rates, InDoubt.LEAVE_OUT)
                                .map(SearchRequest.Builder::build));
            }
            for (int j = 0; j < 100; j++) {
                Listing listing = market.listing(j);
                if (!StrictSite.canOffer(site, listing)) {
                    continue;
                }
                Optional<SearchRequest> search =
                        Objects.requireNonNull(searches.get(listing.key().source()));
                boolean isShown = search.isPresent() && StrictSite.shows(site, listing, search.get(), FleaMarket.NOW);
                if (engine.explain(alert, listing, FleaMarket.NOW).matches()) {
                    matches++;
                    assertThat(isShown)
                            .as("seed %d: %s, %s, %s, %s", seed, site, alert, search, listing)
                            .isTrue();
                } else if (!isShown) {
                    left++;
                }
            }
        }
        assertThat(matches).as("pairs that match, seed %d", seed).isGreaterThan(1_000);
        assertThat(left).as("pairs that the site leaves out, seed %d", seed).isGreaterThan(1_000);
    }

    private static SourceCapabilities site(Fields fields, Forms forms) {
        return SourceCapabilities.searchBy(Criterion.values())
                .orderedBy(SearchRequest.Order.NEWEST)
                .wordsAre(new WordSearch(fields, forms, "this test"));
    }

    private static Optional<SearchRequest> search(Alert alert, SourceId source) {
        return AlertSearch.of(alert, source, EVERYTHING, FleaMarket.RATES, InDoubt.LEAVE_OUT)
                .map(SearchRequest.Builder::build);
    }

    private static SearchRequest asked(Alert alert, SourceCapabilities site, InDoubt inDoubt) {
        return AlertSearch.of(alert, EBAY, site, ExchangeRates.NONE, inDoubt)
                .orElseThrow()
                .build();
    }

    @Test
    void sendsWordsOnlyWhereTheSiteIsKnownToLookWhereTheAlertDoes() {
        AlertCriteria criteria =
                AlertCriteria.builder().allOf("dynamo").inTitle("Brompton").build();
        Alert alert = Alert.of(1, 1, "bike", criteria, "folding title:M6L");

        assertThat(asked(alert, site(Fields.TITLE_AND_DESCRIPTION, Forms.FOLDED), InDoubt.LEAVE_OUT)
                        .text())
                .isEqualTo("dynamo Brompton folding M6L");
        assertThat(asked(alert, site(Fields.TITLE, Forms.FOLDED), InDoubt.LEAVE_OUT)
                        .text())
                .isEqualTo("Brompton M6L");
        assertThat(asked(alert, site(Fields.NOT_KNOWN, Forms.FOLDED), InDoubt.LEAVE_OUT)
                        .text())
                .isEqualTo("Brompton M6L");
        assertThat(asked(alert, site(Fields.TITLE_AND_DESCRIPTION, Forms.LITERAL), InDoubt.ASK)
                        .text())
                .isNull();
    }

    @Test
    void sendsWordsInDoubtOnlyIfTheHostSaysSo() {
        AlertCriteria criteria = AlertCriteria.builder()
                .allOf("Brompton")
                .maxPrice(Money.of(700, "EUR"))
                .build();
        Alert alert = Alert.of(1, 1, "bike", criteria, "");
        SourceCapabilities unknown = SourceCapabilities.searchBy(Criterion.TEXT, Criterion.PRICE);

        assertThat(asked(alert, unknown, InDoubt.LEAVE_OUT))
                .isEqualTo(SearchRequest.builder().build());
        assertThat(asked(alert, unknown, InDoubt.ASK))
                .isEqualTo(
                        SearchRequest.builder().text("Brompton").maxPrice(700).build());
        assertThat(asked(alert, site(Fields.TITLE, Forms.NOT_KNOWN), InDoubt.ASK)
                        .text())
                .isNull();
    }

    @Test
    void sendsAPriceOnlyInTheCurrencyOfTheSite() {
        AlertCriteria criteria = AlertCriteria.builder()
                .price(new PriceRange(new BigDecimal(100), new BigDecimal(700), "EUR"))
                .build();
        Alert alert = Alert.of(1, 1, "bike", criteria, "");
        SourceCapabilities dollars =
                SourceCapabilities.searchBy(Criterion.PRICE).pricedIn("USD");

        SourceCapabilities several =
                SourceCapabilities.searchBy(Criterion.PRICE).boundedIn("EUR");

        assertThat(asked(alert, several, InDoubt.LEAVE_OUT).maxPrice()).isNull();
        assertThat(asked(alert, several, InDoubt.ASK).maxPrice()).isEqualTo(700);
        assertThat(asked(alert, dollars, InDoubt.LEAVE_OUT).maxPrice()).isNull();
        assertThat(asked(alert, dollars, InDoubt.ASK).maxPrice()).isNull();
        assertThat(AlertSearch.of(alert, EBAY, dollars, FleaMarket.RATES, InDoubt.LEAVE_OUT)
                        .orElseThrow()
                        .build())
                .isEqualTo(SearchRequest.builder().minPrice(200).maxPrice(1_400).build());
    }

    @ParameterizedTest
    @MethodSource("marketplaces")
    void noMarketplaceIsAskedForWordsOfWhichNobodyKnowsWhatItFinds(ListingSource source) {
        Alert alert = Alert.of(
                1, 1, "bike", AlertCriteria.builder().allOf("Fahrräder").build(), "iphone13");

        String known = AlertSearch.of(alert, source, ExchangeRates.NONE)
                .orElseThrow()
                .build()
                .text();
        String inDoubt = AlertSearch.of(alert, source, ExchangeRates.NONE, InDoubt.ASK)
                .orElseThrow()
                .build()
                .text();

        assertThat(known).isNull();
        assertThat(inDoubt)
                .isEqualTo(source.capabilities().words().fields() == Fields.TITLE ? null : "Fahrräder iphone13");
    }

    static Stream<ListingSource> marketplaces() {
        return Stream.of(
                Marketplaces.craigslist(),
                Marketplaces.ebay("co.uk"),
                Marketplaces.ebayApi("EBAY_GB"),
                Marketplaces.gumtree(),
                Marketplaces.kijiji(),
                Marketplaces.kleinanzeigen(),
                Marketplaces.olx("pl"),
                Marketplaces.olx("br"),
                Marketplaces.vinted("fr"),
                Marketplaces.wallapop(),
                FacebookMarketplaceSource.builder().permissionGranted().build());
    }

    @Test
    void saysWhatASearchCanSayAndALittleMoreThanIsAskedFor() {
        Alert alert = Alert.of(1, 1, "bike", FULL, "\"folding bike\" red OR blue -broken price:..650");

        SearchRequest search = search(alert, EBAY).orElseThrow();

        assertThat(search)
                .isEqualTo(SearchRequest.builder()
                        .text("Brompton folding bike")
                        .minPrice(199L)
                        .maxPrice(650L)
                        .near(new GeoPoint(52.5, 13.4))
                        .radiusKm(10)
                        .conditions(Condition.NEW, Condition.LIKE_NEW)
                        .daysSinceListed(2)
                        .newestFirst()
                        .build());
    }

    @Test
    void saysOnlyWhatTheSiteKeepsTo() {
        Alert alert = Alert.of(1, 1, "bike", FULL, "");

        SourceCapabilities words = SourceCapabilities.searchBy(Criterion.TEXT).wordsAre(EVERYTHING.words());
        assertThat(asked(alert, words, InDoubt.LEAVE_OUT)).isEqualTo(SearchRequest.of("Brompton"));
        assertThat(asked(alert, SourceCapabilities.NONE, InDoubt.ASK))
                .isEqualTo(SearchRequest.builder().build());
    }

    @Test
    void leavesOutThePriceIfOneThatIsUnknownWillDo() {
        AlertCriteria criteria = AlertCriteria.builder()
                .price(PriceRange.upTo(Money.of(700, "EUR")).orUnknown())
                .build();

        assertThat(search(Alert.of(1, 1, "bike", criteria, ""), EBAY)
                        .orElseThrow()
                        .maxPrice())
                .isNull();
    }

    @Test
    void leavesOutWhatAListingNeedNotSay() {
        AlertCriteria criteria = AlertCriteria.builder()
                .near(new GeoPoint(52.5, 13.4), 9)
                .listedWithin(Duration.ofDays(1))
                .attribute(AttributeCriterion.of("condition", "new").orUnknown())
                .orUnknown(CriteriaClause.values())
                .build();

        assertThat(search(Alert.of(1, 1, "bike", criteria, ""), EBAY))
                .contains(SearchRequest.builder().newestFirst().build());
    }

    @Test
    void reachesAsFarAsThePriceDoesInTheCurrencyOfTheSite() {
        AlertCriteria criteria =
                AlertCriteria.builder().maxPrice(Money.of(700, "EUR")).build();

        assertThat(search(Alert.of(1, 1, "bike", criteria, ""), EBAY)
                        .orElseThrow()
                        .maxPrice())
                .isEqualTo(1_400);
    }

    @Test
    void goesAroundAllPlacesUnlessTheyAreFarApart() {
        GeoPoint berlin = new GeoPoint(52.52, 13.4);
        GeoPoint potsdam = new GeoPoint(52.4, 13.06);
        GeoPoint lisbon = new GeoPoint(38.72, -9.14);
        AlertCriteria together =
                AlertCriteria.builder().near(berlin, 10).near(potsdam, 5).build();
        AlertCriteria apart =
                AlertCriteria.builder().near(berlin, 10).near(lisbon, 5).build();

        SearchRequest search =
                search(Alert.of(1, 1, "bike", together, ""), EBAY).orElseThrow();
        assertThat(search.radiusKm()).isEqualTo(21);
        assertThat(Objects.requireNonNull(search.near()).distanceKm(berlin)).isLessThanOrEqualTo(11);
        assertThat(SearchRequest.ofKey(search.key())).isEqualTo(search);
        assertThat(search(Alert.of(1, 1, "bike", apart, ""), EBAY).orElseThrow().radiusKm())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"9.2, 10", "499.5, 500", "500, 500", "500.1,", "5000,", "20038,"})
    void goesAroundAPlaceNoWiderThanSitesUsuallySearch(double radiusKm, @Nullable Integer asked) {
        AlertCriteria criteria = AlertCriteria.builder()
                .near(new GeoPoint(52.52, 13.4), radiusKm)
                .build();

        SearchRequest search =
                search(Alert.of(1, 1, "bike", criteria, ""), EBAY).orElseThrow();

        assertThat(search.radiusKm()).isEqualTo(asked);
        assertThat(search.near()).isEqualTo(asked == null ? null : new GeoPoint(52.52, 13.4));
    }

    @ParameterizedTest
    @CsvSource({"200, 199.5, 200", "200, 200, 200", "200, 200.1,", "1000, 999.1, 1000", "1000, 1000.1,"})
    void goesAroundAPlaceNoWiderThanASiteSaysThatItSearches(int widestKm, double radiusKm, @Nullable Integer asked) {
        GeoPoint berlin = new GeoPoint(52.52, 13.4);
        AlertCriteria criteria = AlertCriteria.builder().near(berlin, radiusKm).build();

        SearchRequest search =
                asked(Alert.of(1, 1, "bike", criteria, ""), EVERYTHING.radiusUpTo(widestKm), InDoubt.LEAVE_OUT);

        assertThat(search.radiusKm()).isEqualTo(asked);
        assertThat(search.near()).isEqualTo(asked == null ? null : berlin);
    }

    @ParameterizedTest
    @CsvSource({"kleinanzeigen, 200", "olx-pl, 100", "wallapop, 500"})
    void asksNoSiteThatKeepsToARadiusForAWiderOneThanItOffers(String id, int widestKm) {
        ListingSource source = marketplaces()
                .filter(site -> site.id().value().equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(radiusAsked(source, widestKm)).isEqualTo(widestKm);
        assertThat(radiusAsked(source, widestKm + 1)).isNull();
    }

    private static @Nullable Integer radiusAsked(ListingSource source, int wantedKm) {
        AlertCriteria criteria = AlertCriteria.builder()
                .near(new GeoPoint(52.52, 13.4), wantedKm)
                .build();
        return AlertSearch.of(Alert.of(1, 1, "bike", criteria, ""), source, ExchangeRates.NONE)
                .orElseThrow()
                .build()
                .radiusKm();
    }

    @ParameterizedTest
    @CsvSource({
        "-20°C sleeping bag, 20°C sleeping bag",
        "e-bike, e-bike",
        "(lens) \"50mm\", lens  50mm",
        "+ultra, ultra"
    })
    void saysNoSignsThatASiteMayReadAsMoreThanWords(String entry, String asked) {
        AlertCriteria criteria = AlertCriteria.builder().allOf(entry).build();

        assertThat(search(Alert.of(1, 1, "words", criteria, ""), EBAY)
                        .orElseThrow()
                        .text())
                .isEqualToIgnoringWhitespace(asked);
    }

    @Test
    void asksNothingOfASiteThatIsLeftOut() {
        AlertCriteria elsewhere = AlertCriteria.builder().withoutSource(EBAY).build();
        AlertCriteria only =
                AlertCriteria.builder().source(new SourceId("gumtree")).build();

        assertThat(search(Alert.of(1, 1, "bike", elsewhere, ""), EBAY)).isEmpty();
        assertThat(search(Alert.of(1, 1, "bike", only, ""), EBAY)).isEmpty();
    }
}
