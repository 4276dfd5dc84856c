package dev.souk.core.listing;

import static dev.souk.jooq.Tables.ALERT_MATCHES;
import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_CHANGES;
import static dev.souk.jooq.Tables.LISTING_SIGHTINGS;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** Listings that are sold or removed and have served their time. */
final class ClosedListings {

    private ClosedListings() {}

    /*
     * What hangs on a listing is written without its lock. So what stands against deleting it is asked once more, by the
     * statement that deletes, when its matches are locked too: nobody can put one of them aside meanwhile.
     */
    /** Deletes some of them, passing over what others hold, and returns the cache keys of each. */
    static List<List<String>> delete(DSLContext dsl, Duration unseen, int batch) {
        Result<Record3<Long, String, String>> rows = dsl.select(LISTINGS.ID, LISTINGS.SOURCE, LISTINGS.EXTERNAL_ID)
                .from(LISTINGS)
                .where(which(unseen).and(isFree()))
                .orderBy(LISTINGS.ID)
                .limit(batch)
                .forUpdate()
                .skipLocked()
                .fetch();
        Long[] ids = rows.getValues(LISTINGS.ID).toArray(Long[]::new);
        dsl.execute(
                "select from {0} where listing_id = any({1}) order by alert_id, listing_id for update",
                ALERT_MATCHES, DSL.val(ids));
        Set<Long> deleted = dsl.deleteFrom(LISTINGS)
                .where(LISTINGS.ID.eq(DSL.any(ids)).and(isFree()))
                .returning(LISTINGS.ID)
                .fetchSet(LISTINGS.ID);
        List<List<String>> keys = new ArrayList<>();
        rows.stream()
                .filter(row -> deleted.contains(row.value1()))
                .forEach(row -> keys.add(CacheKeys.of(row.value1(), row.value3(), row.value2())));
        return keys;
    }

    private static Condition which(Duration unseen) {
        return LISTINGS.IS_SOLD
                .isTrue()
                .or(LISTINGS.IS_DELETED.isTrue())
                .and(LISTINGS.ID.in(DSL.select(LISTING_SIGHTINGS.LISTING_ID)
                        .from(LISTING_SIGHTINGS)
                        .where(LISTING_SIGHTINGS.LAST_SEEN_AT.lt(DatabaseClock.before(unseen)))));
    }

    /** Not what a user put aside, nor what has a change that is still to be matched. */
    private static Condition isFree() {
        Condition isSaved = Exists.row(DSL.selectOne()
                .from(ALERT_MATCHES)
                .where(ALERT_MATCHES.LISTING_ID.eq(LISTINGS.ID))
                .and(ALERT_MATCHES.IS_SAVED));
        Condition isWaitedFor = DSL.condition(
                "exists (select from {0} c where c.listing_id = {1} and c.matched_xid is null)",
                LISTING_CHANGES, LISTINGS.ID);
        return DSL.not(isSaved).andNot(isWaitedFor);
    }
}
