package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import dev.souk.model.listing.StoredListing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class ListingUpsertTest {

    private static final SourceId EBAY = new SourceId("ebay");

    private DSLContext sql;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        listings = new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void keepsEverythingThatAListingSays() {
        Listing listing = itemPage("1").build();

        listings.upsertAll(List.of(listing));

        assertThat(listings.byExternalId(EBAY, "1")).map(StoredListing::listing).contains(listing);
    }

    @Test
    void writesNothingToListingsWhenNothingChanged() {
        List<Listing> page = IntStream.range(0, 1_200)
                .mapToObj(i -> itemPage("id" + i).build())
                .toList();
        listings.upsertAll(page);
        List<String> before = tuples();

        UpsertResult again = listings.upsertAll(page);

        assertThat(again).hasToString("0 new, 0 changed, 1200 unchanged, 0 rejected");
        assertThat(tuples()).isEqualTo(before);
        assertThat(sql.fetchValue("select max(id) from souk.listings")).isEqualTo(1_200L);
        assertThat(changes()).hasSize(1_200);
    }

    @Test
    void writesNothingWhenSearchPagesAndItemPagesTakeTurns() {
        listings.upsertAll(List.of(searchPage("1").build()));
        UpsertResult first = listings.upsertAll(List.of(itemPage("1").build()));
        List<String> before = tuples();

        for (int i = 0; i < 3; i++) {
            assertThat(listings.upsertAll(List.of(searchPage("1").build())).unchanged())
                    .hasSize(1);
            assertThat(listings.upsertAll(List.of(itemPage("1").build())).unchanged())
                    .hasSize(1);
        }

        assertThat(first.changed()).extracting(UpsertOutcome.Changed::kind).containsExactly(ChangeKind.REVISED);
        assertThat(tuples()).isEqualTo(before);
        assertThat(changes()).containsExactly("appeared", "revised");
        assertThat(stored("1")).isEqualTo(itemPage("1").build());
    }

    @Test
    void takesAListingOfWhichNoPageSaysTheStatusForAvailable() {
        listings.upsertAll(List.of(silent(itemPage("1"))));
        List<String> before = tuples();

        UpsertResult silent = listings.upsertAll(List.of(silent(itemPage("1"))));
        UpsertResult said = listings.upsertAll(List.of(itemPage("1").build()));
        UpsertResult silentAgain = listings.upsertAll(List.of(silent(searchPage("1"))));

        assertThat(List.of(silent, said, silentAgain))
                .allSatisfy(result -> assertThat(result.unchanged()).hasSize(1));
        assertThat(tuples()).isEqualTo(before);
        assertThat(changes()).containsExactly("appeared");
        assertThat(stored("1")).isEqualTo(itemPage("1").build());
    }

    @Test
    void keepsAListingSoldWhileTheSearchPageIsSilent() {
        Listing sold = itemPage("1").status(ListingStatus.SOLD).build();
        listings.upsertAll(List.of(silent(searchPage("1"))));
        listings.upsertAll(List.of(sold));
        List<String> before = tuples();

        for (int i = 0; i < 3; i++) {
            assertThat(listings.upsertAll(List.of(silent(searchPage("1")))).unchanged())
                    .hasSize(1);
            assertThat(listings.upsertAll(List.of(sold)).unchanged()).hasSize(1);
        }

        assertThat(tuples()).isEqualTo(before);
        assertThat(changes()).containsExactly("appeared", "sold");
        assertThat(stored("1")).isEqualTo(sold);
    }

    @Test
    void keepsAListingSoldOfWhichOneIsBuiltWithoutAStatus() {
        listings.upsertAll(List.of(itemPage("1").status(ListingStatus.SOLD).build()));

        listings.upsertAll(List.of(Listing.builder(key("1"), "Bike", url("1"))
                .price(Money.of(200, "EUR"))
                .build()));

        assertThat(stored("1").status()).isEqualTo(ListingStatus.SOLD);
        assertThat(changes()).doesNotContain("relisted");
    }

    @Test
    void relistsASoldListingOnlyWhenAPageSaysThatItIsAvailable() {
        listings.upsertAll(List.of(searchPage("1").build()));
        listings.upsertAll(List.of(silent(searchPage("1"))));
        listings.upsertAll(List.of(searchPage("1").status(ListingStatus.SOLD).build()));
        listings.upsertAll(List.of(silent(searchPage("1"))));
        listings.upsertAll(List.of(silent(searchPage("1"))));

        listings.upsertAll(List.of(searchPage("1").build()));

        assertThat(changes()).containsExactly("appeared", "sold", "relisted");
    }

    @Test
    void keepsARemovedListingRemovedWhileASilentSearchPageStillShowsIt() {
        listings.upsertAll(List.of(silent(searchPage("1"))));
        listings.markRemoved(EBAY, List.of("1"));

        UpsertResult first = listings.upsertAll(List.of(silent(searchPage("1"))));
        UpsertResult second = listings.upsertAll(List.of(silent(searchPage("1"))));

        assertThat(first.unchanged()).hasSize(1);
        assertThat(second.unchanged()).hasSize(1);
        assertThat(stored("1").status()).isEqualTo(ListingStatus.REMOVED);
        assertThat(changes()).containsExactly("appeared", "removed");
    }

    @Test
    void keepsTheMarksOfARowThatItCannotReadWhileAPageIsSilent() {
        sql.execute("insert into souk.listings (external_id, source, title, listing_url, is_sold)"
                + " values ('1', 'ebay', 'Bike', 'no address', true)");

        UpsertResult result = listings.upsertAll(List.of(silent(searchPage("1"))));

        assertThat(stored("1").status()).isEqualTo(ListingStatus.SOLD);
        assertThat(result.changed())
                .allSatisfy(changed -> assertThat(changed.old()).isNull());
        assertThat(changes()).doesNotContain("relisted");
    }

    @Test
    void noticesAChangeThatASearchPageShowsAfterBothWereSeen() {
        listings.upsertAll(List.of(itemPage("1").build()));
        listings.upsertAll(List.of(searchPage("1").build()));
        listings.upsertAll(List.of(itemPage("1").price(Money.of(300, "EUR")).build()));

        UpsertResult result = listings.upsertAll(List.of(searchPage("1").build()));

        assertThat(result.changed()).extracting(UpsertOutcome.Changed::kind).containsExactly(ChangeKind.REPRICED);
        assertThat(stored("1").price()).isEqualTo(Money.of(250, "EUR"));
    }

    @Test
    void keepsTheOldPriceAndDoesNotTakeItForAChangeNextTime() {
        listings.upsertAll(List.of(searchPage("1").build()));
        Listing cheaper = searchPage("1")
                .price(Money.of(200, "EUR"))
                .previousPrice(Money.of(400, "EUR"))
                .build();

        UpsertResult repriced = listings.upsertAll(List.of(cheaper));
        UpsertResult again = listings.upsertAll(List.of(cheaper));
        UpsertResult silent = listings.upsertAll(
                List.of(cheaper.toBuilder().previousPrice(null).build()));

        assertThat(repriced.changed())
                .extracting(UpsertOutcome.Changed::oldPrice)
                .containsExactly(Money.of(250, "EUR"));
        assertThat(again.unchanged()).hasSize(1);
        assertThat(silent.unchanged()).hasSize(1);
        assertThat(stored("1").previousPrice()).isEqualTo(Money.of(250, "EUR"));
        assertThat(prices()).containsExactly("250.0000 EUR", "200.0000 EUR");
    }

    @Test
    void keepsTheMicrosecondOfAnyYearWhileASearchPageIsSilentAboutIt() {
        for (String time : List.of("2026-03-01T10:00:00.123457Z", "1500-03-01T10:00:00.000001Z")) {
            Instant listedAt = Instant.parse(time);
            listings.upsertAll(List.of(itemPage(time).listedAt(listedAt).build()));

            listings.upsertAll(
                    List.of(searchPage(time).price(Money.of(200, "EUR")).build()));

            assertThat(stored(time).price()).isEqualTo(Money.of(200, "EUR"));
            assertThat(stored(time).listedAt()).isEqualTo(listedAt);
        }
    }

    @Test
    void takesThePriceThatAMarketplaceStrikesThroughWhereSoukSawNone() {
        listings.upsertAll(
                List.of(searchPage("1").previousPrice(Money.of(400, "EUR")).build()));

        assertThat(stored("1").previousPrice()).isEqualTo(Money.of(400, "EUR"));
    }

    @Test
    void namesAChangeByItsMostTellingPart() {
        Money cheaper = Money.of(99, "EUR");
        listings.upsertAll(List.of(searchPage("1").build()));
        Listing before = stored("1");

        UpsertResult renamed =
                listings.upsertAll(List.of(searchPage("1").title("Folding bike").build()));
        assertThat(renamed.changed()).extracting(UpsertOutcome.Changed::old).containsExactly(before);
        listings.upsertAll(List.of(searchPage("1").status(ListingStatus.PENDING).build()));
        listings.upsertAll(List.of(
                searchPage("1").status(ListingStatus.SOLD).price(cheaper).build()));
        listings.upsertAll(List.of(searchPage("1").build()));
        listings.upsertAll(List.of(searchPage("1").status(ListingStatus.REMOVED).build()));
        listings.upsertAll(List.of(searchPage("1").price(cheaper).build()));
        Listing dearer = stored("1");
        UpsertResult repriced = listings.upsertAll(List.of(
                searchPage("1").price(Money.of(98, "EUR")).title("Bike!").build()));

        assertThat(dearer.previousPrice()).as("by what Souk saw").isEqualTo(Money.of(250, "EUR"));
        assertThat(repriced.changed()).extracting(UpsertOutcome.Changed::old).containsExactly(dearer);

        assertThat(changes())
                .containsExactly(
                        "appeared", "revised", "revised", "sold", "relisted", "removed", "relisted", "repriced");
    }

    @Test
    void takesTheLastOfSeveralWithTheSameKey() {
        UpsertResult result = listings.upsertAll(List.of(
                searchPage("1").title("first").build(),
                searchPage("1").title("last").build()));

        assertThat(result.added()).hasSize(1);
        assertThat(stored("1").title()).isEqualTo("last");
    }

    @Test
    void losesOnlyTheListingThatTheDatabaseRefuses() {
        sql.execute("alter table souk.listings add check (price < 1000000)");
        List<Listing> page = IntStream.range(0, 40)
                .mapToObj(i -> searchPage("id" + i)
                        .price(Money.of(i == 7 || i == 23 ? 2_000_000 : i, "EUR"))
                        .build())
                .toList();

        UpsertResult result = listings.upsertAll(page);

        assertThat(result).hasToString("38 new, 0 changed, 0 unchanged, 2 rejected");
        assertThat(result.rejected())
                .extracting(refused -> refused.key().externalId())
                .containsExactly("id23", "id7");
        assertThat(result.rejected().get(0).reason())
                .contains("check constraint", "23514")
                .doesNotContain("2000000");
        assertThat(changes()).hasSize(38);
    }

    @Test
    void replacesPhotosAndAttributesThatAreDifferent() {
        listings.upsertAll(List.of(itemPage("1").build(), itemPage("2").build()));
        Listing changed = Listing.builder(key("1"), "Bike", url("1"))
                .status(ListingStatus.AVAILABLE)
                .description("d")
                .price(Money.of(250, "EUR"))
                .attribute("condition", "fair")
                .image(image("new.jpg"))
                .build();

        listings.upsertAll(List.of(changed));

        assertThat(stored("1").images()).containsExactly(image("new.jpg"));
        assertThat(stored("1").attributes()).containsEntry("condition", "fair").containsEntry("colour", "red");
        assertThat(stored("2")).isEqualTo(itemPage("2").build());
    }

    @Test
    void notesWhenAListingWasLastSeen() {
        listings.upsertAll(List.of(itemPage("1").build()));
        sql.execute("update souk.listing_sightings set last_seen_at = last_seen_at - interval '1 day'");

        listings.upsertAll(List.of(itemPage("1").build()));

        assertThat(sql.fetchValue("select last_seen_at > now() - interval '1 hour' from souk.listing_sightings"))
                .isEqualTo(true);
    }

    @Test
    void takesOverAnAdoptedRowWithoutCallingItChanged() {
        sql.execute("insert into souk.listings (external_id, source, title, price, currency, listing_url)"
                + " values ('1', 'ebay', 'Bike', 250, 'EUR', 'https://ebay.example/1')");

        UpsertResult result = listings.upsertAll(List.of(Listing.builder(key("1"), "Bike", url("1"))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(250, "EUR"))
                .build()));

        assertThat(result.unchanged()).hasSize(1);
        assertThat(changes()).isEmpty();
        assertThat(sql.fetchValue("select content_hash is not null from souk.listings"))
                .isEqualTo(true);
    }

    private Listing stored(String externalId) {
        return listings.byExternalId(EBAY, externalId).orElseThrow().listing();
    }

    private List<String> tuples() {
        return sql
                .fetchValues(
                        "select concat(id, ' ', ctid, ' ', xmin) from souk.listings"
                                + " union all select concat('i', id, ' ', ctid, ' ', xmin) from souk.images"
                                + " union all select concat('a', id, ' ', ctid, ' ', xmin) from souk.listing_attributes order by 1")
                .stream()
                .map(String::valueOf)
                .toList();
    }

    private List<String> changes() {
        return sql.fetchValues("select kind from souk.listing_changes order by id").stream()
                .map(String::valueOf)
                .toList();
    }

    private List<String> prices() {
        return sql.fetchValues("select price || ' ' || currency from souk.listing_prices order by id").stream()
                .map(String::valueOf)
                .toList();
    }

    private static Listing.Builder searchPage(String externalId) {
        return Listing.builder(key(externalId), "Bike", url(externalId))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(250, "EUR"))
                .image(image("thumbnail.jpg"));
    }

    private static Listing.Builder itemPage(String externalId) {
        return Listing.builder(key(externalId), "Bike", url(externalId))
                .status(ListingStatus.AVAILABLE)
                .description("It's a \"folding\" bike, {red}, \\ and fast; café")
                .price(Money.of("250", "EUR"))
                .location("Lyon, France")
                .point(new GeoPoint(45.76, -4.8357))
                .category("Bikes")
                .subcategory("Folding")
                .seller(new Seller("s1", "Zoé"))
                .listedAt(Instant.parse("2026-03-01T10:15:30.123456Z"))
                .attribute("condition", "good, {as} \"new\"")
                .attribute("colour", "red")
                .image(image("thumbnail.jpg"))
                .image(new ListingImage(URI.create("https://img.example/b.jpg"), 800, 600));
    }

    private static Listing silent(Listing.Builder page) {
        return page.status(ListingStatus.UNKNOWN).build();
    }

    private static ListingImage image(String name) {
        return ListingImage.of(URI.create("https://img.example/" + name));
    }

    private static ListingKey key(String externalId) {
        return new ListingKey(EBAY, externalId);
    }

    private static URI url(String externalId) {
        return URI.create("https://ebay.example/" + externalId);
    }
}
