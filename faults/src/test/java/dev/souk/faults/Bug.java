package dev.souk.faults;

import java.util.regex.Pattern;

/** Mistakes that are easily made, for hosts that must be found out: a harness that passes them proves nothing. */
enum Bug {
    /** As Souk is. */
    NONE,
    /** Records a message as sent before it sends it. */
    MARKS_BEFORE_SENDING,
    /** Records what came of a delivery without asking whether it is still the one that holds it. */
    DOES_NOT_FENCE,
    /** Takes the answers to a batch of mails for one: if one mail is refused, all of them are sent again. */
    ANSWERS_ONCE_FOR_A_BATCH,
    /** Sets no limit to the silence of a mail server, as Jakarta Mail does not by itself. */
    WAITS_FOR_EVER,
    /** Records what it has sent one by one, so that a lease has to last for all of these round trips. */
    RECORDS_ONE_BY_ONE,
    /** Takes "id > last seen" for what is new. */
    FOLLOWS_IDS,
    /** Reads the alerts twice in a second, and asks new ones for nothing that was matched meanwhile. */
    READS_ALERTS_BY_TIMER,
    /** Begins to match, and then reads the alerts. */
    MATCHES_BEFORE_ALERTS_ARE_READ,
    /** A loop ends at the first error of the database. */
    STOPS_AT_AN_ERROR,
    /** Commits listings, and that they have changed in the next transaction. */
    COMMITS_LISTINGS_FIRST("insert into \\S*listing_changes"),
    /** Leases, waits and gathers by its own clock. */
    GOES_BY_ITS_OWN_CLOCK,
    /** Leaves who refuses alone until a time of its own clock. */
    RESTS_BY_ITS_OWN_CLOCK,
    /** Sends daily digests whenever the clock on the user's wall shows their time. */
    SENDS_DIGESTS_AS_CRON_DOES,
    /** Each pipeline keeps a connection of the pool that they share. */
    KEEPS_A_CONNECTION,
    /** Takes what its process holds for its own, as what was left by itself before a restart. */
    LEASES_BY_PROCESS,
    /** Remembers all that it has read. */
    REMEMBERS_ALL_IT_READ,
    /** At each error of the database begins to watch it, on a thread and a connection of their own, and never stops. */
    WATCHES_FROM_EACH_ERROR_ON,
    /** Takes changes all or none, so that one that cannot be read fails the whole claim. */
    FAILS_AT_ONE_ROW,
    /** Takes for the id of a listing what a page gives each visitor another one of. */
    KEYS_BY_VISITOR,
    /** Commits what a digest gathers, and that it is to be sent in the next transaction. */
    COMMITS_DIGESTS_FIRST("insert into \\S*notification_deliveries.*is_digest"),
    /** Holds what a digest tells until the digest is sent, as if sending and writing that down were one. */
    HOLDS_UNTIL_DIGESTS_ARE_SENT,
    /** Is not told by SIGTERM, and so ends wherever it is. */
    IGNORES_SIGTERM,
    /** Sends digests in one line with what goes by itself. */
    SENDS_IN_ONE_LINE;

    private final Pattern splitBefore;

    Bug() {
        // Nothing is like this.
        this("(?!)");
    }

    /** Commits in the middle of a transaction, before such a statement. */
    Bug(String splitBefore) {
        this.splitBefore = Pattern.compile(splitBefore, Pattern.DOTALL);
    }

    boolean splitsBefore(String sql) {
        return splitBefore.matcher(sql).find();
    }
}
