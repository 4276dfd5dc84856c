package dev.souk.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.user.UserRepository;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.user.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class AlertMatchRepositoryTest {

    private Accounts accounts;
    private AlertMatchRepository matches;
    private User ann;
    private Alert bikes;
    private long brompton;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        matches = new AlertMatchRepository(accounts.transactions());
        ann = accounts.user("ann");
        bikes = accounts.alert(ann, "bikes");
        brompton = accounts.listing("brompton");
    }

    @Test
    void recordsAPairOnce() {
        long moulton = accounts.listing("moulton");

        List<AlertMatch> first = matches.record(List.of(match(brompton), match(brompton)));
        List<AlertMatch> second = matches.record(List.of(match(moulton), match(brompton)));

        assertThat(first)
                .extracting(AlertMatch::alertId, AlertMatch::listingId, AlertMatch::userId, AlertMatch::notifiedAt)
                .containsExactly(tuple(bikes.id(), brompton, ann.id(), null));
        assertThat(second).extracting(AlertMatch::listingId).containsExactly(moulton);
        assertThat(matches.record(List.of())).isEmpty();
    }

    @Test
    void leavesOutWhatIsGoneOrSwitchedOff() {
        User bob = accounts.user("bob");
        Alert ofBob = accounts.alert(bob, "bikes");
        Alert off = accounts.alert(ann, "off");
        new UserRepository(accounts.transactions(), FieldProtection.plaintext()).setActive(bob.id(), false);
        new AlertRepository(accounts.transactions()).setActive(off.id(), false);

        List<AlertMatch> recorded = matches.record(List.of(
                new NewMatch(ofBob.id(), brompton),
                new NewMatch(off.id(), brompton),
                new NewMatch(999_999, brompton),
                new NewMatch(bikes.id(), 999_999),
                match(brompton)));

        assertThat(recorded).extracting(AlertMatch::alertId).containsExactly(bikes.id());
    }

    @Test
    void keepsNothingOfATransactionThatFails() {
        assertThatThrownBy(() -> accounts.transactions().together(joined -> {
                    assertThat(new AlertMatchRepository(joined).record(List.of(match(brompton))))
                            .hasSize(1);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(matches.record(List.of(match(brompton)))).hasSize(1);
    }

    @Test
    void findsMatchesByListingAlertAndUser() {
        Alert ofBob = accounts.alert(accounts.user("bob"), "bikes");
        long moulton = accounts.listing("moulton");
        List<AlertMatch> recorded =
                matches.record(List.of(match(brompton), match(moulton), new NewMatch(ofBob.id(), brompton)));

        assertThat(read(brompton, 999_999L)).containsExactly(recorded.get(0), recorded.get(2));
        assertThat(read()).isEmpty();
        assertThat(matches.ofAlert(bikes.id(), 0, 10).items()).containsExactly(recorded.get(1), recorded.get(0));
        assertThat(matches.ofAlert(bikes.id(), null, 10).items()).hasSize(2);
        assertThat(matches.ofUser(ofBob.userId(), 0, 10).items()).containsExactly(recorded.get(2));
        String cursor = matches.ofUser(ann.id(), null, 1).next().orElseThrow();
        assertThat(matches.ofUser(ann.id(), cursor, 1).items()).containsExactly(recorded.get(0));
    }

    private List<AlertMatch> read(Long... listings) {
        List<AlertMatch> read = new ArrayList<>();
        matches.ofListings(List.of(listings), read::add);
        return read;
    }

    @Test
    void readsMoreMatchesOfAListingThanAreFetchedAtATime(DataSource dataSource) {
        DSL.using(dataSource, SQLDialect.POSTGRES).execute("""
                        insert into souk.alerts (name, user_id, criteria)
                            select 'a' || n, user_id, criteria from souk.alerts, generate_series(1, 2500) n;
                        insert into souk.alert_matches (alert_id, listing_id, user_id)
                            select id, %d, user_id from souk.alerts;
                        """.formatted(brompton));

        List<AlertMatch> read = read(brompton);

        assertThat(read).hasSize(2_501).isSortedAccordingTo(Comparator.comparingLong(AlertMatch::alertId));
    }

    @Test
    void notesWhatTheUserDidWithAMatch() {
        long id = matches.record(List.of(match(brompton))).get(0).id();

        assertThat(matches.markRead(id, true)).isTrue();
        assertThat(matches.markSaved(id, true)).isTrue();

        AlertMatch noted = read(brompton).get(0);
        assertThat(noted.read() && noted.saved()).isTrue();
        assertThat(noted.notifiedAt()).isNull();
        assertThat(matches.markRead(id + 1, true)).isFalse();
    }

    @Test
    void isRecordedOnceByHostsThatFindTheSamePairsInAnyOrderWhileUsersAreDeleted() throws Exception {
        long seed = 7;
        List<Long> listings =
                IntStream.range(0, 30).mapToObj(i -> accounts.listing("l" + i)).toList();
        List<User> leaving = IntStream.range(0, 10)
                .mapToObj(i -> accounts.user("leaving" + i))
                .toList();
        List<NewMatch> pairs = new ArrayList<>();
        for (User user : leaving) {
            Alert alert = accounts.alert(user, "short");
            listings.forEach(listing -> pairs.add(new NewMatch(alert.id(), listing)));
        }
        listings.forEach(listing -> pairs.add(match(listing)));
        List<Future<Long>> found = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(5);
        try {
            for (int i = 0; i < 4; i++) {
                List<NewMatch> shuffled = new ArrayList<>(pairs);
                Collections.shuffle(shuffled, new Random(seed + i));
                found.add(pool.submit(() -> IntStream.range(0, 33)
                        .mapToObj(n -> matches.record(shuffled.subList(n * 10, n * 10 + 10)))
                        .flatMap(List::stream)
                        .filter(match -> match.userId() == ann.id())
                        .count()));
            }
            UserRepository users = new UserRepository(accounts.transactions(), FieldProtection.plaintext());
            leaving.forEach(user -> assertThat(users.delete(user.id())).isTrue());
            long sum = 0;
            for (Future<Long> each : found) {
                sum += each.get();
            }

            assertThat(sum).as("seed %d", seed).isEqualTo(30);
        } finally {
            pool.shutdownNow();
        }
        assertThat(matches.ofUser(ann.id(), 0, 1).total().count()).isEqualTo(30);
    }

    private NewMatch match(long listingId) {
        return new NewMatch(bikes.id(), listingId);
    }
}
