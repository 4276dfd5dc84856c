package dev.souk.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.listing.CountingDataSource;
import dev.souk.core.listing.ListingRepository;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.Total;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.user.User;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Matches by filter, counted, marked, and with their listings. */
@ExtendWith(MigratedPostgres.class)
class MatchListsTest {

    private Accounts accounts;
    private AlertMatchRepository matches;
    private User ann;
    private Alert bikes;
    private Alert chairs;
    private List<AlertMatch> made;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        matches = new AlertMatchRepository(accounts.transactions());
        ann = accounts.user("ann");
        bikes = accounts.alert(ann, "bikes");
        chairs = accounts.alert(ann, "chairs");
        made = IntStream.range(0, 6)
                .mapToObj(i -> matches.record(
                                List.of(new NewMatch(i < 4 ? bikes.id() : chairs.id(), accounts.listing("no" + i))))
                        .get(0))
                .toList();
        matches.markRead(made.get(0).id(), true);
        matches.markSaved(made.get(0).id(), true);
        matches.markSaved(made.get(5).id(), true);
    }

    @Test
    void listsByUserAlertAndMark() {
        assertThat(ids(MatchFilter.ofUser(ann.id()))).hasSize(6);
        assertThat(ids(MatchFilter.ofUser(ann.id() + 1))).isEmpty();
        assertThat(ids(MatchFilter.ofAlert(chairs.id())))
                .containsExactly(made.get(5).id(), made.get(4).id());
        assertThat(ids(MatchFilter.ofAlert(bikes.id()).unread())).hasSize(3);
        assertThat(ids(MatchFilter.ALL.onlySaved()))
                .containsExactly(made.get(5).id(), made.get(0).id());
        assertThat(ids(MatchFilter.ALL.onlySaved().unread()))
                .containsExactly(made.get(5).id());
        assertThat(matches.page(MatchFilter.ALL.unread(), 1, 2, Counting.EXACT).total())
                .isEqualTo(Total.exactly(5));
    }

    @Test
    void countsWhatIsUnreadAndPutAside() {
        assertThat(matches.counts(MatchFilter.ofUser(ann.id()))).isEqualTo(new MatchCounts(6, 5, 2));
        assertThat(matches.counts(MatchFilter.ofUser(ann.id() + 1))).isEqualTo(new MatchCounts(0, 0, 0));
        assertThat(matches.countsByAlert(ann.id()))
                .isEqualTo(Map.of(bikes.id(), new MatchCounts(4, 3, 1), chairs.id(), new MatchCounts(2, 2, 1)));
    }

    @Test
    void marksAllAsReadAndSaysHowMany() {
        assertThat(matches.markAllRead(MatchFilter.ofAlert(bikes.id()))).isEqualTo(3);
        assertThat(matches.markAllRead(MatchFilter.ofAlert(bikes.id()))).isZero();
        assertThat(matches.counts(MatchFilter.ALL).unread()).isEqualTo(2);
        assertThat(matches.markAllRead(MatchFilter.ofUser(ann.id()))).isEqualTo(2);
    }

    @Test
    void findsOneAndDeletesItOnce() {
        AlertMatch match = made.get(1);

        assertThat(matches.byId(match.id())).contains(match);
        assertThat(matches.delete(match.id())).isTrue();
        assertThat(matches.delete(match.id())).isFalse();
        assertThat(matches.byId(match.id())).isEmpty();
    }

    @Test
    void bringsTheListingsAlongInOneStatementHoweverManyThereAre(DataSource dataSource) {
        CountingDataSource counted = new CountingDataSource(dataSource);
        AlertMatchRepository watched = new AlertMatchRepository(new Accounts(counted.dataSource()).transactions());

        Slice<MatchedListing> slice = watched.sliceWithListings(MatchFilter.ofUser(ann.id()), null, 4);

        assertThat(counted.statements()).hasSize(1);
        assertThat(slice.items())
                .hasSize(4)
                .allSatisfy(found ->
                        assertThat(found.listing().id()).isEqualTo(found.match().listingId()));
        assertThat(watched.sliceWithListings(
                                MatchFilter.ofUser(ann.id()), slice.next().orElseThrow(), 4)
                        .items())
                .extracting(found -> found.listing().listing().title())
                .containsExactly("Listing no1", "Listing no0");
    }

    @Test
    void aPageBringsTheListingsAlongTooAndIsCounted(DataSource dataSource) {
        CountingDataSource counted = new CountingDataSource(dataSource);
        AlertMatchRepository watched = new AlertMatchRepository(new Accounts(counted.dataSource()).transactions());

        PageResult<MatchedListing> page =
                watched.pageWithListings(MatchFilter.ofUser(ann.id()), 1, 2, Counting.upTo(5));

        assertThat(counted.statements()).hasSize(2);
        assertThat(page.items())
                .extracting(found -> found.listing().listing().title())
                .containsExactly("Listing no3", "Listing no2");
        assertThat(page.items())
                .extracting(MatchedListing::match)
                .isEqualTo(matches.page(MatchFilter.ofUser(ann.id()), 1, 2, Counting.EXACT)
                        .items());
        assertThat(page.total()).isEqualTo(new Total.AtLeast(5));
    }

    @Test
    void theListingsAreWholeAndOneThatCannotBeReadIsPassedOver(DataSource dataSource) {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("""
                insert into souk.images (listing_id, url, position) values (%1$d, 'https://market.example/b.jpg', 1),
                    (%1$d, 'https://market.example/a.jpg', 0);
                insert into souk.listing_attributes (listing_id, key, value) values (%1$d, 'gears', '3');
                update souk.listings set title = ' ' where id = %2$d;
                """.formatted(made.get(5).listingId(), made.get(4).listingId()));

        PageResult<MatchedListing> page =
                matches.pageWithListings(MatchFilter.ofAlert(chairs.id()), 0, 10, Counting.ESTIMATED);

        assertThat(page.items()).singleElement().satisfies(found -> {
            assertThat(found.match().id()).isEqualTo(made.get(5).id());
            assertThat(found.listing())
                    .isEqualTo(new ListingRepository(accounts.transactions())
                            .byId(made.get(5).listingId())
                            .orElseThrow());
            assertThat(found.listing().listing().images())
                    .extracting(image -> image.url().getPath())
                    .containsExactly("/a.jpg", "/b.jpg");
            assertThat(found.listing().listing().attributes()).containsEntry("gears", "3");
        });
        assertThat(page.total()).isEqualTo(Total.exactly(2));
        assertThat(matches.sliceWithListings(MatchFilter.ofAlert(chairs.id()), null, 1)
                        .next())
                .isPresent();
    }

    private List<Long> ids(MatchFilter filter) {
        return matches.slice(filter, null, 100).items().stream()
                .map(AlertMatch::id)
                .toList();
    }
}
