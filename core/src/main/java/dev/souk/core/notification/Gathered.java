package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;

import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What digests gather, read for the worker that sends them: two statements for all of a lease. */
final class Gathered {

    private Gathered() {}

    static Map<Long, Digest> of(DSLContext dsl, Collection<Long> digestIds) {
        if (digestIds.isEmpty()) {
            return Map.of();
        }
        Long[] ids = digestIds.toArray(Long[]::new);
        Field<Integer> count = DSL.count();
        Map<Long, Integer> counts = dsl.select(NOTIFICATIONS.DIGEST_ID, count)
                .from(NOTIFICATIONS)
                .where(NOTIFICATIONS.DIGEST_ID.eq(DSL.any(ids)))
                .groupBy(NOTIFICATIONS.DIGEST_ID)
                .fetchMap(NOTIFICATIONS.DIGEST_ID, count);
        Map<Long, List<Notification>> newest = dsl
                .resultQuery(
                        """
                        select n.* from unnest({0}) digest (id) cross join lateral (
                            select {3} from {1} where digest_id = digest.id
                            order by created_at desc, id desc limit {2}) n""", DSL.val(ids), NOTIFICATIONS, DSL.val(Digest.MAX_SHOWN), DSL.list(NOTIFICATIONS.fields()))
                .coerce(NOTIFICATIONS)
                .fetch()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.get(NOTIFICATIONS.DIGEST_ID),
                        Collectors.flatMapping(row -> NotificationRow.ifReadable(row).stream(), Collectors.toList())));
        Map<Long, Digest> digests = new HashMap<>();
        for (Long id : ids) {
            List<Notification> shown = newest.getOrDefault(id, List.of());
            digests.put(id, new Digest(Math.max(counts.getOrDefault(id, 0), shown.size()), shown));
        }
        return digests;
    }
}
