package dev.souk.core.notification;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.NOTIFICATIONS;

import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestLimits;
import dev.souk.model.notification.DigestPart;
import dev.souk.model.notification.Notification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What digests gather. */
final class Gathered {

    /*
     * Of what an alert has to tell of a listing the latest counts. Of each alert the newest few are shown, and if that is
     * still too much, the newest of every alert before the second newest of any.
     */

    private static final Field<Long> OF_ALERT = DSL.field(DSL.name("of_alert"), SQLDataType.BIGINT);

    private static final Field<Long> OF_ALL = DSL.field(DSL.name("of_all"), SQLDataType.BIGINT);

    private static final Field<Long> ALERT_COUNT = DSL.field(DSL.name("alerts"), SQLDataType.BIGINT);

    private Gathered() {}

    /*
     * To read all that is gathered takes as long as there is much of it. That is done once, when a digest is made: it keeps
     * the ids of what it shows, and the numbers of the rest. Only one that an older release made has to be read whole.
     */

    /** By id of the digest, read for the worker that sends them: one statement for all of a lease. */
    static Map<Long, Digest> of(DSLContext dsl, Collection<Long> digestIds) {
        Map<Long, Digest> digests = new HashMap<>();
        if (!digestIds.isEmpty()) {
            put(digests, shown(dsl, digestIds));
            Long[] others =
                    digestIds.stream().filter(id -> !digests.containsKey(id)).toArray(Long[]::new);
            if (others.length > 0) {
                put(digests, newest(dsl, NOTIFICATIONS.DIGEST_ID.eq(DSL.any(others)), DigestLimits.DEFAULT));
            }
        }
        return digests;
    }

    private static void put(Map<Long, Digest> digests, Result<Record> rows) {
        rows.intoGroups(NOTIFICATIONS.DIGEST_ID).forEach((id, ofDigest) -> digests.put(id, digest(ofDigest)));
    }

    /** One digest of all these notifications, which are in none yet. */
    static Digest of(DSLContext dsl, Condition which, DigestLimits limits) {
        return digest(newest(dsl, which, limits));
    }

    /** What a digest keeps of these notifications, of which it shows some: of each alert the number, and which are shown. */
    static Field<JSONB> parts(Condition which, Digest digest) {
        Long[] shown = digest.newest().stream().map(Notification::id).toArray(Long[]::new);
        return DSL.field(
                """
                (select jsonb_agg(jsonb_build_object('alert', alert, 'count', of_alert, 'shown', coalesce(shown, '[]')))
                from (select {1} as alert, count(distinct coalesce({2}, -{3})) as of_alert,
                        jsonb_agg({3}) filter (where {3} = any({4})) as shown
                    from {0} where {5} group by 1) part)""",
                JSONB.class,
                NOTIFICATIONS,
                NotificationRow.ALERT_ID,
                NotificationRow.LISTING_ID,
                NOTIFICATIONS.ID,
                DSL.val(shown),
                which);
    }

    /*
     * The server does not know how many are shown, and thinks that a digest is small: joined in any other way it goes through
     * all that is gathered, for each part again. An array that is made before is looked up by the primary key.
     */

    private static Result<Record> shown(DSLContext dsl, Collection<Long> digestIds) {
        return dsl.resultQuery(
                        """
                        with shown as materialized (
                            select each.id::bigint as id, d.id as digest, (part.doc->>'count')::bigint as of_alert,
                                total.of_all, total.alerts
                            from {0} d
                            cross join lateral (
                                select sum((each.doc->>'count')::bigint)::bigint as of_all, count(each.doc->>'alert') as alerts
                                from jsonb_array_elements(d.digest_parts) as each(doc)) total
                            cross join lateral jsonb_array_elements(d.digest_parts) as part(doc)
                            cross join lateral jsonb_array_elements_text(part.doc->'shown') as each(id)
                            where d.id = any({4}))
                        select {1}, shown.of_alert, shown.of_all, shown.alerts
                        from {0} join shown on {2} = shown.id and {3} is not distinct from shown.digest
                        where {2} = any(array(select id from shown))
                        order by {5} desc, {2} desc""",
                        NOTIFICATIONS,
                        DSL.list(NOTIFICATIONS.fields()),
                        NOTIFICATIONS.ID,
                        NOTIFICATIONS.DIGEST_ID,
                        DSL.val(digestIds.toArray(Long[]::new)),
                        NOTIFICATIONS.CREATED_AT)
                .coerce(columns())
                .fetch();
    }

    private static List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>(List.of(NOTIFICATIONS.fields()));
        columns.addAll(List.of(OF_ALERT, OF_ALL, ALERT_COUNT));
        return columns;
    }

    /** What cannot be read is not shown; sent by itself, it is given up with the reason. */
    private static Digest digest(Result<Record> rows) {
        if (rows.isEmpty()) {
            return new Digest(0, List.of());
        }
        Map<Long, List<Notification>> byAlert = new LinkedHashMap<>();
        Map<Long, Long> counts = new HashMap<>();
        for (Record row : rows) {
            NotificationRow.ifReadable(row).ifPresent(notification -> {
                long alertId = notification.subject().alertId();
                byAlert.computeIfAbsent(alertId, id -> new ArrayList<>()).add(notification);
                counts.put(alertId, row.get(OF_ALERT));
            });
        }
        List<DigestPart> parts = byAlert.entrySet().stream()
                .map(alert -> new DigestPart(counts.getOrDefault(alert.getKey(), 0L), alert.getValue()))
                .toList();
        return new Digest(rows.get(0).get(OF_ALL), rows.get(0).get(ALERT_COUNT), parts);
    }

    private static Result<Record> newest(DSLContext dsl, Condition which, DigestLimits limits) {
        return dsl.resultQuery(
                        """
                        with event as (
                            select {1} as id, {2} as created_at, {3} as digest, {4} as alert,
                                row_number() over (partition by {3}, {4}, coalesce({5}, -{1}) order by {2} desc, {1} desc) as ago
                            from {0} where {6}),
                        listing as (
                            select id, created_at, digest, alert, count(*) over (partition by digest, alert) as of_alert,
                                row_number() over (partition by digest, alert order by created_at desc, id desc) as place
                            from event where ago = 1),
                        ranked as (
                            select id, of_alert, place, count(*) over (partition by digest) as of_all,
                                count(*) filter (where place = 1 and alert is not null) over (partition by digest) as alerts,
                                row_number() over (partition by digest order by place, created_at desc, id desc) as turn
                            from listing)
                        select {7}, of_alert, of_all, alerts from ranked join {0} on {1} = ranked.id
                        where place <= {8} and turn <= {9}
                        order by {2} desc, {1} desc""",
                        NOTIFICATIONS,
                        NOTIFICATIONS.ID,
                        NOTIFICATIONS.CREATED_AT,
                        NOTIFICATIONS.DIGEST_ID,
                        NotificationRow.ALERT_ID,
                        NotificationRow.LISTING_ID,
                        which,
                        DSL.list(NOTIFICATIONS.fields()),
                        DSL.val(limits.perAlert()),
                        DSL.val(limits.total()))
                .coerce(columns())
                .fetch();
    }

    /** By id of the digest, how the user of each alert that it gathers wants to be told now. */
    static Map<Long, List<PresentWish>> wishes(DSLContext dsl, Collection<Long> digestIds) {
        if (digestIds.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<PresentWish>> wishes = new HashMap<>();
        dsl.resultQuery(
                        """
                        select digest, alert, (select a.notification_settings::text from {1} a where a.id = alert and {5})
                        from (
                            select d.id as digest, (part.doc->>'alert')::bigint as alert
                            from {0} d cross join lateral jsonb_array_elements(d.digest_parts) as part(doc)
                            where d.id = any({4})
                            union all
                            select d.id, whole.alert
                            from {0} d cross join lateral (select distinct {3} as alert from {0} where {2} = d.id) whole
                            where d.id = any({4}) and d.digest_parts is null) gathered""",
                        NOTIFICATIONS,
                        ALERTS,
                        NOTIFICATIONS.DIGEST_ID,
                        NotificationRow.ALERT_ID,
                        DSL.val(digestIds.toArray(Long[]::new)),
                        PresentWish.IS_ALIVE)
                .forEach(row -> wishes.computeIfAbsent(row.get(0, Long.class), id -> new ArrayList<>())
                        .add(PresentWish.of(row.get(1, Long.class), row.get(2, String.class))));
        return wishes;
    }
}
