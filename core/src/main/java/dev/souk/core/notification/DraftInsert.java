package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.json.NotificationSubjectJson;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Stores drafts, each with its deliveries, or with the time until which it is held. */
final class DraftInsert {

    /*
     * Users are locked against deletion first, for the reason given in AlertMatchRepository; and event keys go in sorted,
     * so that hosts that tell of the same events wait for each other instead of both. Ids rise in the order in which the
     * drafts are given all the same: what is stored at once bears the same time, and by id the newest is found.
     *
     * The time is taken under that lock, which a host that gathers for the user does not share: what is held until eight
     * was stored before that host could begin, and what comes after it has begun is held until the next time. So there is
     * one digest for each time, whatever comes at the last moment.
     *
     * Where messages of an hour are counted, the user is locked against others who count, so that each counts what all
     * before have stored; a draft that is stored already counts among those. They are stored as of the time that is taken
     * then, and not of that at which the transaction began, which may be in the hour before. Where a match is told, that
     * lock was taken before the alerts were locked, for the reason given in AlertMatchRepository. What goes in a summary is
     * not counted: it is one message, however many it holds.
     */

    private final DSLContext dsl;
    private final Map<String, NotificationDraft> byKey = new LinkedHashMap<>();
    private final Map<String, Instant> held = new HashMap<>();

    /** As of when they are stored; null if nothing depends on it. */
    @Nullable
    private Instant storedAt;

    DraftInsert(DSLContext dsl, Collection<NotificationDraft> drafts) {
        this.dsl = dsl;
        drafts.forEach(draft -> byKey.putIfAbsent(draft.eventKey(), draft));
    }

    /** Ids of those that are new, rising in the order of the drafts. */
    List<Long> run() {
        Long[] userIds = byKey.values().stream()
                .map(NotificationDraft::userId)
                .distinct()
                .toArray(Long[]::new);
        dsl.execute("select from {0} where id = any({1}) order by id for key share", USERS, DSL.val(userIds));
        hold();
        Map<Long, String> stored = insert(new TreeMap<>(byKey));
        insertDeliveries(stored);
        return List.copyOf(new TreeSet<>(stored.keySet()));
    }

    private void hold() {
        List<NotificationDraft> timed = byKey.values().stream()
                .filter(draft -> !draft.channels().isEmpty())
                .filter(draft -> draft.summarized() || !draft.schedule().isAlwaysAtOnce())
                .toList();
        if (timed.isEmpty()) {
            return;
        }
        Set<String> known = lockWhereCounted(timed);
        Instant now = dsl.select(DatabaseClock.now()).fetchSingle().value1();
        storedAt = now;
        Map<Long, Integer> told = new HashMap<>();
        for (NotificationDraft draft : timed) {
            if (known.contains(draft.eventKey())) {
                continue;
            }
            int before = isCounted(draft)
                    ? told.computeIfAbsent(draft.subject().alertId(), alert -> toldAtOnce(draft, now))
                    : 0;
            Optional<Instant> until = draft.schedule().heldUntil(now, before);
            if (until.isPresent() || draft.summarized()) {
                held.put(draft.eventKey(), until.orElse(now));
            } else {
                told.merge(draft.subject().alertId(), 1, Integer::sum);
            }
        }
    }

    private static boolean isCounted(NotificationDraft draft) {
        return !draft.summarized() && draft.schedule().cap().isPresent();
    }

    /** Holds the users whose messages are counted; returns those drafts that are stored already. */
    private Set<String> lockWhereCounted(List<NotificationDraft> timed) {
        List<NotificationDraft> counted =
                timed.stream().filter(DraftInsert::isCounted).toList();
        if (counted.isEmpty()) {
            return Set.of();
        }
        dsl.execute(
                "select from {0} where id = any({1}) order by id for no key update",
                USERS,
                DSL.val(counted.stream()
                        .map(NotificationDraft::userId)
                        .distinct()
                        .toArray(Long[]::new)));
        return dsl.select(NOTIFICATIONS.EVENT_KEY)
                .from(NOTIFICATIONS)
                .where(NOTIFICATIONS.EVENT_KEY.eq(DSL.any(
                        counted.stream().map(NotificationDraft::eventKey).toArray(String[]::new))))
                .fetchSet(NOTIFICATIONS.EVENT_KEY);
    }

    /** How many messages of the draft's alert have gone at once in this hour of its clock. */
    private int toldAtOnce(NotificationDraft draft, Instant now) {
        return dsl.fetchCount(
                NOTIFICATIONS,
                NOTIFICATIONS
                        .USER_ID
                        .eq(draft.userId())
                        .and(NOTIFICATIONS.CREATED_AT.ge(draft.schedule().hourOf(now)))
                        .and(NOTIFICATIONS.HELD_CHANNELS.isNull())
                        .and(DSL.condition(
                                "({0}->>'alertId')::bigint = {1}",
                                NOTIFICATIONS.DATA, DSL.val(draft.subject().alertId())))
                        .and(NotificationRow.WRITTEN_BY_SOUK)
                        // What was stored while the alert had no channel was no message.
                        .and(Exists.row(DSL.selectOne()
                                .from(NOTIFICATION_DELIVERIES)
                                .where(NOTIFICATION_DELIVERIES.NOTIFICATION_ID.eq(NOTIFICATIONS.ID)))));
    }

    private Map<Long, String> insert(SortedMap<String, NotificationDraft> sorted) {
        List<NotificationDraft> drafts = List.copyOf(sorted.values());
        Map<String, Integer> places = new HashMap<>();
        byKey.keySet().forEach(key -> places.put(key, places.size() + 1));
        return dsl.resultQuery(
                        """
                        with numbered as materialized (
                            select place, nextval(pg_get_serial_sequence({12}, 'id')) as id from generate_series(1, {13}) place)
                        insert into {0} (id, user_id, event_key, type, title, content, data, status, sent_at, held_until,
                            held_channels, created_at)
                        select numbered.id, u.id, draft.event_key, draft.type, draft.title, draft.content, draft.data::jsonb,
                            draft.status, case when draft.status = 'sent' then {1} end, draft.held_until::timestamptz,
                            string_to_array(draft.held_channels, ','), coalesce({15}, current_timestamp)
                        from unnest({2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {14}) with ordinality
                            as draft (user_id, event_key, type, title, content, data, status, held_until, held_channels,
                                place, turn)
                        join numbered on numbered.place = draft.place
                        join {11} u on u.id = draft.user_id
                        order by draft.turn
                        on conflict (event_key) where event_key is not null do nothing
                        returning id, event_key""",
                        NOTIFICATIONS,
                        DatabaseClock.now(),
                        DSL.val(drafts.stream().map(NotificationDraft::userId).toArray(Long[]::new)),
                        texts(drafts, NotificationDraft::eventKey),
                        texts(drafts, draft -> draft.subject().event().code()),
                        texts(drafts, NotificationDraft::title),
                        texts(drafts, NotificationDraft::content),
                        texts(drafts, draft -> NotificationSubjectJson.write(draft.subject())),
                        texts(drafts, draft -> NotificationRow.code(statusAtFirst(draft))),
                        texts(drafts, this::heldUntil),
                        texts(drafts, this::heldChannels),
                        USERS,
                        DSL.val(dsl.render(NOTIFICATIONS)),
                        DSL.val(drafts.size()),
                        DSL.val(drafts.stream()
                                .map(draft -> places.getOrDefault(draft.eventKey(), 0))
                                .toArray(Integer[]::new)),
                        DSL.val(storedAt, SQLDataType.INSTANT))
                .fetchMap(row -> row.get(0, Long.class), row -> row.get(1, String.class));
    }

    private static NotificationStatus statusAtFirst(NotificationDraft draft) {
        return draft.channels().isEmpty() ? NotificationStatus.SENT : NotificationStatus.PENDING;
    }

    @Nullable
    private String heldUntil(NotificationDraft draft) {
        Instant until = held.get(draft.eventKey());
        return until == null ? null : until.toString();
    }

    /** In one order, so that what goes by the same channels is known to. */
    @Nullable
    private String heldChannels(NotificationDraft draft) {
        return held.containsKey(draft.eventKey()) ? String.join(",", new TreeSet<>(draft.channels())) : null;
    }

    private static Field<String[]> texts(
            List<NotificationDraft> drafts, Function<NotificationDraft, @Nullable String> property) {
        return DSL.val(drafts.stream().map(property).toArray(String[]::new));
    }

    private void insertDeliveries(Map<Long, String> stored) {
        List<Long> ids = new ArrayList<>();
        List<String> channels = new ArrayList<>();
        new TreeMap<>(stored).forEach((id, eventKey) -> {
            NotificationDraft draft = byKey.get(eventKey);
            if (draft != null && !held.containsKey(eventKey)) {
                new TreeSet<>(draft.channels()).forEach(channel -> {
                    ids.add(id);
                    channels.add(channel);
                });
            }
        });
        dsl.execute(
                "insert into {0} (notification_id, channel) select * from unnest({1}, {2})",
                NOTIFICATION_DELIVERIES, DSL.val(ids.toArray(Long[]::new)), DSL.val(channels.toArray(String[]::new)));
    }
}
