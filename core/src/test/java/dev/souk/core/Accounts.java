package dev.souk.core;

import static dev.souk.jooq.Tables.LISTINGS;

import dev.souk.core.alert.AlertRepository;
import dev.souk.core.notification.DeliveryQueue;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.core.user.UserRepository;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import javax.sql.DataSource;

/** Users, alerts and listings for tests, quickly made. */
public final class Accounts {

    private final Transactions transactions;

    public Accounts(DataSource dataSource) {
        transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
    }

    public Transactions transactions() {
        return transactions;
    }

    public UserRepository users() {
        return new UserRepository(transactions, FieldProtection.plaintext());
    }

    public DeliveryQueue deliveries() {
        return new DeliveryQueue(transactions, FieldProtection.plaintext());
    }

    public User user(String name) {
        return users().create(UserDraft.of(name, name + "@example.org"));
    }

    /** Of which the user is told by e-mail and ntfy. */
    public Alert alert(User user, String name) {
        return new AlertRepository(transactions)
                .create(AlertDraft.of(user.id(), name, AlertCriteria.ANYTHING)
                        .withSettings(NotificationSettings.DEFAULT.withChannels("email", "ntfy")));
    }

    public long listing(String externalId) {
        return transactions.call(dsl -> dsl.insertInto(LISTINGS)
                .set(LISTINGS.EXTERNAL_ID, externalId)
                .set(LISTINGS.SOURCE, "test")
                .set(LISTINGS.TITLE, "Listing " + externalId)
                .set(LISTINGS.LISTING_URL, "https://example.org/" + externalId)
                .returning(LISTINGS.ID)
                .fetchSingle(LISTINGS.ID));
    }
}
