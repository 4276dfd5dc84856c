package dev.souk.faults;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;

/** An alert as the oracle knows it: a word, and the most that it may cost. */
record Wish(int number, String word, long maxPrice) {

    /** For users who are told of sales too. */
    static final NotificationSettings OF_SALES_TOO =
            NotificationSettings.DEFAULT.withEvents(AlertEvent.MATCH, AlertEvent.PRICE_DROP, AlertEvent.SOLD);

    boolean grants(Wares wares) {
        return wares.word().equals(word) && wares.price() <= maxPrice;
    }
}
