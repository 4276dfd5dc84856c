package dev.souk.benchmarks.guards;

import dev.souk.core.SoukDatabase;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A call with a guard and without it.
 *
 * @param work the column of the table
 * @param without takes the number of the call; no number comes twice
 * @param with the same, guarded
 */
record GuardedCall(String work, LongConsumer without, LongConsumer with) {

    static final String WITHOUT = "without";
    static final String WITH = "with";

    private static long calls;

    static List<GuardedCall> ofRowSecurity(GuardedAccounts accounts) {
        SoukDatabase app = accounts.app().asUser(accounts.ada().id());
        return List.of(
                new GuardedCall(
                        "a page of a user's alerts",
                        call -> alerts(accounts.owner(), accounts.ada()),
                        call -> alerts(app, accounts.ada())),
                new GuardedCall(
                        "an alert is created",
                        call -> createAlert(accounts.owner(), accounts.ada()),
                        call -> createAlert(app, accounts.ada())));
    }

    static List<GuardedCall> ofAudit(GuardedAccounts accounts) {
        return List.of(
                new GuardedCall(
                        "an alert is created",
                        call -> createAlert(accounts.unaudited(), accounts.ada()),
                        call -> createAlert(accounts.owner(), accounts.ada())),
                new GuardedCall(
                        "a user with ten alerts is switched off or on",
                        call -> accounts.unaudited()
                                .users()
                                .setActive(accounts.bob().id(), call % 2 == 0),
                        call -> accounts.owner()
                                .users()
                                .setActive(accounts.bob().id(), call % 2 == 0)));
    }

    static List<GuardedCall> ofEncryption(GuardedAccounts accounts) {
        return List.of(
                new GuardedCall(
                        "a user is created",
                        call -> createUser(accounts.unaudited(), call),
                        call -> createUser(accounts.encrypted(), call)),
                new GuardedCall(
                        "a user is found by address",
                        call -> accounts.unaudited().users().byEmail(GuardedAccounts.ADDRESS),
                        call -> accounts.encrypted().users().byEmail(GuardedAccounts.ADDRESS)),
                new GuardedCall(
                        "a slice of 100 users",
                        call -> accounts.unaudited().users().slice(100),
                        call -> accounts.encrypted().users().slice(100)));
    }

    private static void alerts(SoukDatabase database, User user) {
        database.alerts().ofUser(user.id(), 10);
    }

    private static void createAlert(SoukDatabase database, User user) {
        AlertCriteria bikes = AlertCriteria.builder().allOf("brompton").build();
        database.alerts().create(AlertDraft.of(user.id(), "Folding bikes", bikes));
    }

    private static void createUser(SoukDatabase database, long call) {
        database.users()
                .create(new UserDraft(
                        "user" + call, "user" + call + "@example.org", UserDraft.NO_PASSWORD, "Ann", "Lee"));
    }

    /** Calls a second, without and with the guard. */
    double[] rates(int count, boolean guardedFirst) {
        double first = rate(guardedFirst ? with : without, count);
        double second = rate(guardedFirst ? without : with, count);
        return guardedFirst ? new double[] {second, first} : new double[] {first, second};
    }

    private static double rate(LongConsumer call, int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            call.accept(calls++);
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }
}
