package dev.souk.faults;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.PriceRule;
import dev.souk.model.alert.Schedule;
import dev.souk.notify.http.WebhookNotifier;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * An alert as the oracle knows it.
 *
 * @param word what the title has to say
 * @param maxPrice the most that it may cost
 * @param target the price at which its user wants to buy, if they want to hear of that
 */
record Wish(int number, String word, long maxPrice, long target, Ear ear, Way way) {

    /** What a user wants to hear. */
    enum Ear {
        /** What Souk tells who says nothing of it. */
        USUAL,
        SALES_TOO,
        EVERYTHING,
        /** That something is to be had at the price, and no match that is not. */
        PRICE_ALONE;

        AlertEvent[] events() {
            return switch (this) {
                case USUAL -> new AlertEvent[] {AlertEvent.MATCH, AlertEvent.PRICE_DROP};
                case SALES_TOO -> new AlertEvent[] {AlertEvent.MATCH, AlertEvent.PRICE_DROP, AlertEvent.SOLD};
                case EVERYTHING -> AlertEvent.values();
                case PRICE_ALONE -> new AlertEvent[] {AlertEvent.TARGET_PRICE, AlertEvent.REMOVED, AlertEvent.RELISTED};
            };
        }

        /** By the name that the event has in Souk's documents. */
        boolean hears(String event) {
            return Arrays.stream(events()).anyMatch(each -> each.code().equals(event));
        }

        boolean hasTarget() {
            return hears(AlertEvent.TARGET_PRICE.code());
        }
    }

    /** How a user is told. */
    enum Way {
        /** A mail each, unless the settings say otherwise. */
        MAILS(false, false),
        /** A webhook each. */
        WEBHOOKS(true, false),
        /** What is held until a day of the week, in a mail. */
        WEEKLY_MAILS(false, true),
        /** The same in a webhook. */
        WEEKLY_WEBHOOKS(true, true);

        private final boolean byWebhook;
        private final boolean weekly;

        Way(boolean byWebhook, boolean weekly) {
            this.byWebhook = byWebhook;
            this.weekly = weekly;
        }

        boolean isByWebhook() {
            return byWebhook;
        }

        boolean isWeekly() {
            return weekly;
        }

        /** Whether this may come so: what is due alone is no digest. */
        boolean allows(Message message) {
            return message instanceof Hook == byWebhook && (weekly || !message.isDigest());
        }

        private NotificationSettings settings(NotificationSettings others) {
            NotificationSettings heard = byWebhook ? others.withChannels(WebhookNotifier.CHANNEL) : others;
            // Some days from now: none is over while a test runs.
            return weekly
                    ? heard.withSchedule(Schedule.of(Frequency.WEEKLY)
                            .on(LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek()))
                    : heard;
        }
    }

    boolean grants(Wares wares) {
        return wares.word().equals(word) && wares.price() <= maxPrice;
    }

    boolean isAtTarget(long price) {
        return ear.hasTarget() && price <= target;
    }

    /** As Souk is to know it. */
    NotificationSettings settings(NotificationSettings others) {
        NotificationSettings heard = way.settings(others).withEvents(ear.events());
        return ear.hasTarget() ? heard.withPrices(PriceRule.ANY.withTarget(Money.of(target, "EUR"))) : heard;
    }
}
