package dev.souk.core.notification;

import dev.souk.core.json.InvalidDocumentException;
import dev.souk.core.json.NotificationSettingsJson;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How the user of an alert wants to be told now. What waits was stored by what they wanted then.
 *
 * @param isAlive whether there is such an alert, and it is active or over
 * @param settings null if this host cannot read them, or there is no alert: then nothing is known to be unwanted
 */
record PresentWish(boolean isAlive, @Nullable NotificationSettings settings) {

    /**
     * Of an alert that a statement calls {@code a}: whether it is alive. One whose end has come tells what it found before,
     * whether it was switched off already or not.
     */
    static final Condition IS_ALIVE = DSL.condition("(a.is_active or a.expires_at <= {0})", DatabaseClock.now());

    private static final PresentWish NONE = new PresentWish(false, null);

    private static final PresentWish NOT_KNOWN = new PresentWish(true, null);

    /**
     * That of an alert.
     *
     * @param alertId null if it cannot be read which alert it is
     * @param json the settings of the alert if it is alive
     */
    static PresentWish of(@Nullable Long alertId, @Nullable String json) {
        if (alertId == null) {
            return NOT_KNOWN;
        }
        if (json == null) {
            return NONE;
        }
        try {
            return new PresentWish(true, NotificationSettingsJson.read(json));
        } catch (InvalidDocumentException | IllegalArgumentException e) {
            // A newer release wrote them: who waits is told rather than not.
            return NOT_KNOWN;
        }
    }

    /** Whether anything is to go by that channel. */
    boolean isFor(String channel) {
        return isAlive && (settings == null || settings.channels().contains(channel));
    }

    /** The end of the quiet hours, if it is quiet. */
    Optional<Instant> quietUntil(Instant now) {
        if (settings == null) {
            return Optional.empty();
        }
        Schedule schedule = settings.schedule();
        return Optional.ofNullable(schedule.quiet())
                .map(quiet -> quiet.endAfter(now, schedule.zone()))
                .filter(now::isBefore);
    }

    /**
     * When something is due that waits already: as if its user had always wanted what they want now, and if it had gone
     * before now, then, by which a daily digest that is late is known to be of that day; but not while it is quiet. It is
     * more than the cap, if there is one.
     *
     * @param since when it happened
     * @param last for when the alert's last daily digest was meant; null if there was none
     */
    Instant due(Instant since, @Nullable Instant last, Instant now) {
        if (settings == null) {
            return now;
        }
        Schedule schedule = settings.schedule();
        Instant due = schedule.heldUntil(since, schedule.cap().orElse(0)).orElse(since);
        return notWhileQuiet(dueAfter(last, due), now);
    }

    /** The same time, or where it is quiet now, the end of that if it is later. */
    Instant notWhileQuiet(Instant due, Instant now) {
        return quietUntil(now).filter(due::isBefore).orElse(due);
    }

    /** When a digest goes that is due, so that a day has one. */
    Instant dueAfter(@Nullable Instant last, Instant due) {
        return settings == null || last == null ? due : settings.schedule().dueAfter(last, due);
    }

    /** For when a digest is meant that is due then. */
    Instant meantFor(Instant due) {
        return settings == null ? due : settings.schedule().meantFor(due);
    }

    /**
     * The channels of what is due and was held by {@code wanted}. A host that had not heard of new channels yet stored it by
     * the old ones, and a day would have two daily digests; other digests are one for each set of channels.
     */
    SortedSet<String> channelsOfDue(Collection<String> wanted) {
        boolean isOneADay = settings != null && settings.schedule().frequency() == Frequency.DAILY;
        return isOneADay ? channelsFor(wanted) : new TreeSet<>(wanted);
    }

    /** The channels of what is held by {@code held}, of which at least one is wanted still, from now on. */
    SortedSet<String> channelsFor(Collection<String> held) {
        return new TreeSet<>(settings == null ? held : settings.channels());
    }
}
