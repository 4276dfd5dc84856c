package dev.souk.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.paging.InvalidCursorException;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Counting;
import dev.souk.model.Slice;
import dev.souk.model.Total;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class UserRepositoryTest {

    private Accounts accounts;
    private UserRepository users;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        users = new UserRepository(accounts.transactions(), FieldProtection.plaintext());
    }

    @Test
    void findsAUserByIdNameAndAddress() {
        User ann = users.create(new UserDraft("ann", "Ann@Example.org", "hash", "Ann", null));

        assertThat(ann.email()).isEqualTo("ann@example.org");
        assertThat(users.byId(ann.id())).contains(ann);
        assertThat(users.byUsername("ann")).contains(ann);
        assertThat(users.byEmail(" ANN@example.ORG ")).contains(ann);
        assertThat(users.byEmail("bob@example.org")).isEmpty();
    }

    @Test
    void takesTwoUnicodeFormsOfAnAddressForOne() {
        User renee = users.create(UserDraft.of("renee", "rene\u0301e@example.org"));

        assertThat(users.byEmail("REN\u00c9E@example.org")).contains(renee);
    }

    @Test
    void refusesATakenNameOrAddressAndNamesTheField() {
        users.create(UserDraft.of("ann", "ann@example.org"));

        assertThatThrownBy(() -> users.create(UserDraft.of("ann", "other@example.org")))
                .isInstanceOfSatisfying(
                        DuplicateUserException.class, e -> assertThat(e.field()).isEqualTo("username"))
                .hasMessageNotContaining("other");
        assertThatThrownBy(() -> users.create(UserDraft.of("bob", "ANN@example.org")))
                .isInstanceOfSatisfying(
                        DuplicateUserException.class, e -> assertThat(e.field()).isEqualTo("email"))
                .hasMessageNotContaining("example");
        assertThat(users.count()).isEqualTo(1);
    }

    @Test
    void leafsAndWalksThroughAllUsersNewestFirst() {
        List<User> made = IntStream.range(0, 7)
                .mapToObj(i -> accounts.user("user" + i))
                .sorted((one, other) -> Long.compare(other.id(), one.id()))
                .toList();

        List<User> walked = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<User> slice = users.slice(cursor, 3);
            walked.addAll(slice.items());
            cursor = slice.next().orElse(null);
        } while (cursor != null);

        assertThat(walked).isEqualTo(made);
        assertThat(users.page(1, 3).items()).isEqualTo(made.subList(3, 6));
        assertThat(users.page(9, 3).total().count()).isEqualTo(7);
    }

    @Test
    void refusesACursorThatNoSliceGaveOut() {
        assertThatThrownBy(() -> users.slice("1", 3)).isInstanceOf(InvalidCursorException.class);
    }

    @Test
    void switchesAUserOffAndOn() {
        User ann = accounts.user("ann");

        assertThat(users.setActive(ann.id(), false)).isTrue();
        assertThat(users.byId(ann.id())).get().returns(false, User::active);
        assertThat(users.setActive(ann.id(), true)).isTrue();
        assertThat(users.byId(ann.id())).contains(ann);
        assertThat(users.setActive(ann.id() + 1, true)).isFalse();
    }

    @Test
    void renamesAUserUnlessAnotherHasTheName() {
        User ann = accounts.user("ann");
        accounts.user("bob");

        assertThat(users.changeUsername(ann.id(), "anna")).isTrue();
        assertThat(users.byUsername("anna")).get().returns(ann.id(), User::id);
        assertThat(users.byUsername("ann")).isEmpty();
        assertThat(users.changeUsername(ann.id(), "anna")).as("the same again").isTrue();
        assertThat(users.changeUsername(ann.id() + 9, "nobody")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.changeUsername(ann.id(), "two words"))
                .withMessageNotContaining("two words");
        assertThatThrownBy(() -> users.changeUsername(ann.id(), "bob"))
                .isInstanceOfSatisfying(
                        DuplicateUserException.class, e -> assertThat(e.field()).isEqualTo("username"))
                .hasMessageNotContaining("bob");
    }

    @Test
    void leafsThroughTheUsersOfARoleAndCountsThem() {
        List<User> made =
                IntStream.range(0, 5).mapToObj(i -> accounts.user("user" + i)).toList();
        made.subList(1, 4).forEach(user -> users.changeRole(user.id(), "admin"));

        assertThat(users.ofRole("admin", 0, 2).items())
                .extracting(User::username)
                .containsExactly("user3", "user2");
        assertThat(users.ofRole("admin", 0, 2).total()).isEqualTo(Total.exactly(3));
        assertThat(users.ofRole("admin", 0, 1, Counting.upTo(1)).total().count())
                .isEqualTo(1);
        assertThat(users.ofRole("user", 0, 10).items()).hasSize(2);
    }

    @Test
    void deletesAUserOnce() {
        User ann = accounts.user("ann");

        assertThat(users.delete(ann.id())).isTrue();
        assertThat(users.delete(ann.id())).isFalse();
        assertThat(users.byId(ann.id())).isEmpty();
    }

    @Test
    void keepsNothingOfATransactionThatFails() {
        assertThatThrownBy(() -> accounts.transactions().together(joined -> {
                    new UserRepository(joined, FieldProtection.plaintext())
                            .create(UserDraft.of("ann", "ann@example.org"));
                    throw new IllegalStateException("the host changed its mind");
                }))
                .hasMessage("the host changed its mind");

        assertThat(users.count()).isZero();
    }
}
