package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;

import dev.souk.core.json.AlertCriteriaJson;
import dev.souk.core.json.InvalidDocumentException;
import dev.souk.core.json.NotificationSettingsJson;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.text.InvalidQueryException;
import dev.souk.model.text.TextQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** An alert as it stands in its row. */
final class AlertRow {

    private AlertRow() {}

    /**
     * The alert of a row.
     *
     * @throws UnreadableAlertException naming the column
     */
    static Alert read(Record row) {
        return new Reading().read(row);
    }

    private static Alert read(Stored row, Function<String, NotificationSettings> settingsReader) {
        String column = "criteria";
        try {
            var criteria = AlertCriteriaJson.read(row.criteria);
            column = "query";
            String query = row.query;
            TextQuery parsed = query == null ? TextQuery.ANYTHING : TextQuery.parse(query);
            column = "notification_settings";
            var settings = settingsReader.apply(row.settings);
            column = "alert";
            return new Alert(row.id, row.userId, row.name, criteria, parsed, row.active, settings);
        } catch (InvalidDocumentException e) {
            throw unreadable(row, e.path().isEmpty() ? column : column + "." + e.path(), e.problem(), e);
        } catch (InvalidQueryException | IllegalArgumentException e) {
            throw unreadable(row, column, e.getMessage(), e);
        }
    }

    private static UnreadableAlertException unreadable(
            Stored row, String place, @Nullable String problem, RuntimeException cause) {
        UnreadableAlert alert = new UnreadableAlert(row.id, row.userId, row.name, place + ": " + problem);
        return new UnreadableAlertException(alert, cause);
    }

    /** The alert of a row; empty if it cannot be read. */
    static Optional<Alert> readable(Record row) {
        try {
            return Optional.of(read(row));
        } catch (UnreadableAlertException e) {
            return Optional.empty();
        }
    }

    /** The columns that an alert is made of. */
    record Stored(
            long id,
            long userId,
            String name,
            String criteria,
            @Nullable String query,
            boolean active,
            String settings) {

        /** From a row of any select that has these columns, which are looked for by name. */
        static Stored of(Record row) {
            return new Stored(
                    row.get(ALERTS.ID),
                    row.get(ALERTS.USER_ID),
                    row.get(ALERTS.NAME),
                    row.get(ALERTS.CRITERIA).data(),
                    row.get(ALERTS.QUERY),
                    row.get(ALERTS.IS_ACTIVE),
                    row.get(ALERTS.NOTIFICATION_SETTINGS).data());
        }
    }

    /** Reads many rows. Most have the same few settings, which are read once. For one thread. */
    static final class Reading {

        private static final int MOST = 256;

        private final Map<String, NotificationSettings> settings = new HashMap<>();

        /** As {@link AlertRow#read(Record)}. */
        Alert read(Record row) {
            return read(Stored.of(row));
        }

        /** As {@link AlertRow#read(Record)}, of these columns. */
        Alert read(Stored row) {
            return AlertRow.read(row, this::settings);
        }

        /** What is wrong with the alert of a row; empty if it can be read. */
        Optional<UnreadableAlert> problem(Record row) {
            try {
                read(row);
                return Optional.empty();
            } catch (UnreadableAlertException e) {
                return Optional.of(e.alert());
            }
        }

        private NotificationSettings settings(String json) {
            NotificationSettings known = settings.get(json);
            if (known == null) {
                known = NotificationSettingsJson.read(json);
                if (settings.size() < MOST) {
                    settings.put(json, known);
                }
            }
            return known;
        }
    }

    /** The columns that a draft sets; its user is not among them, nor an expiry of which it says nothing. */
    static Map<Field<?>, Object> columns(AlertDraft draft) {
        Map<Field<?>, Object> columns = new LinkedHashMap<>();
        columns.put(ALERTS.NAME, draft.name());
        columns.put(ALERTS.CRITERIA, JSONB.valueOf(AlertCriteriaJson.write(draft.criteria())));
        columns.put(ALERTS.QUERY, query(draft.query()));
        columns.put(ALERTS.IS_ACTIVE, draft.active());
        columns.put(ALERTS.NOTIFICATION_SETTINGS, JSONB.valueOf(NotificationSettingsJson.write(draft.settings())));
        Instant expiry = draft.expiry();
        if (expiry != null) {
            columns.put(ALERTS.EXPIRES_AT, expiry);
        }
        return columns;
    }

    private static Object query(TextQuery query) {
        return query.text().isEmpty() ? DSL.castNull(ALERTS.QUERY) : query.text();
    }
}
