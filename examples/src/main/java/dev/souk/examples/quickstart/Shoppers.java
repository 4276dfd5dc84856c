package dev.souk.examples.quickstart;

import dev.souk.core.SoukDatabase;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;

/** The two users and what they wait for. */
final class Shoppers {

    private static final GeoPoint HOUSTON = new GeoPoint(29.7604, -95.3698);

    private Shoppers() {}

    static void signUp(SoukDatabase database) {
        User ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
        User ben = database.users().create(UserDraft.of("ben", "ben@example.org"));
        NotificationSettings byMail = NotificationSettings.DEFAULT;
        NotificationSettings onConsole = byMail.withChannels("console");

        AlertCriteria folding = AlertCriteria.builder()
                .allOf("brompton")
                .maxPrice(Money.of(800, "USD"))
                .near(HOUSTON, 40)
                .build();
        database.alerts()
                .create(AlertDraft.of(ada.id(), "Folding bike near me", folding).withSettings(byMail));

        AlertCriteria cheaper =
                AlertCriteria.builder().anyOf("guitar", "ukulele").priceDrop(10).build();
        database.alerts()
                .create(AlertDraft.of(ada.id(), "Guitar, 10 % off", cheaper).withSettings(byMail));

        AlertCriteria sofa =
                AlertCriteria.builder().allOf("sofa").noneOf("leather").build();
        database.alerts()
                .create(AlertDraft.of(ben.id(), "Sofa, no leather", sofa)
                        .withSettings(onConsole.withEvents(AlertEvent.MATCH, AlertEvent.PRICE_DROP, AlertEvent.SOLD)));
    }
}
