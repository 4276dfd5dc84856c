package dev.souk.core.notification;

import dev.souk.model.notification.NotificationStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** How many rows stand how; every status is in it. */
final class StatusCounts {

    private StatusCounts() {}

    static Map<NotificationStatus, Long> of(DSLContext dsl, Table<?> table, Field<String> status, Condition where) {
        Map<NotificationStatus, Long> counts = new EnumMap<>(NotificationStatus.class);
        for (NotificationStatus one : NotificationStatus.values()) {
            counts.put(one, 0L);
        }
        dsl.select(status, DSL.count())
                .from(table)
                .where(where)
                .groupBy(status)
                .forEach(row -> counts.put(NotificationRow.status(row.value1()), (long) row.value2()));
        return Collections.unmodifiableMap(counts);
    }
}
