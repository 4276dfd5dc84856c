package dev.souk.core.privacy;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.ALERT_MATCHES;
import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;
import static dev.souk.jooq.Tables.USER_AUTH;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.token.ClearTokenFields;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.user.ClearUserFields;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** Writes all that is kept of one user, row by row as the database gives it. Used by one thread, once. */
final class UserExport {

    static final String FORMAT = "souk-user-export";
    static final int VERSION = 1;

    /*
     * Secrets and the machinery stay behind: hashes of password, address and token, names of keys, transaction ids, event
     * keys, lease tokens.
     */

    static final List<Field<?>> PROFILE = List.of(
            USERS.ID,
            USERS.USERNAME,
            USERS.EMAIL,
            USERS.FIRST_NAME,
            USERS.LAST_NAME,
            USERS.ROLE,
            USERS.IS_ACTIVE,
            USERS.CREATED_AT,
            USERS.UPDATED_AT,
            USERS.LAST_LOGIN);

    static final List<Field<?>> TOKENS = List.of(
            USER_AUTH.ID,
            USER_AUTH.USER_ID,
            USER_AUTH.TOKEN_TYPE,
            USER_AUTH.CREATED_AT,
            USER_AUTH.EXPIRES_AT,
            USER_AUTH.REVOKED_AT,
            USER_AUTH.ROTATED_AT,
            USER_AUTH.ROTATED_FROM,
            USER_AUTH.DEVICE_ID,
            USER_AUTH.DEVICE_INFO,
            USER_AUTH.IP_ADDRESS);

    static final List<Field<?>> ALERTS_OF_USER = List.of(
            ALERTS.ID,
            ALERTS.USER_ID,
            ALERTS.NAME,
            ALERTS.CRITERIA,
            ALERTS.QUERY,
            ALERTS.IS_ACTIVE,
            ALERTS.NOTIFICATION_SETTINGS,
            ALERTS.CREATED_AT,
            ALERTS.UPDATED_AT,
            ALERTS.LAST_CHECKED);

    static final List<Field<?>> MATCHES = List.of(
            ALERT_MATCHES.ID,
            ALERT_MATCHES.USER_ID,
            ALERT_MATCHES.ALERT_ID,
            ALERT_MATCHES.LISTING_ID,
            ALERT_MATCHES.MATCHED_AT,
            ALERT_MATCHES.NOTIFIED_AT,
            ALERT_MATCHES.IS_READ,
            ALERT_MATCHES.IS_SAVED,
            ALERT_MATCHES.TOLD_PRICE,
            ALERT_MATCHES.TOLD_CURRENCY);

    private static final List<Field<?>> LISTING = List.of(
            LISTINGS.ID,
            LISTINGS.SOURCE,
            LISTINGS.EXTERNAL_ID,
            LISTINGS.TITLE,
            LISTINGS.PRICE,
            LISTINGS.CURRENCY,
            LISTINGS.LOCATION,
            LISTINGS.LISTING_URL);

    static final List<Field<?>> NOTIFICATIONS_OF_USER = List.of(
            NOTIFICATIONS.ID,
            NOTIFICATIONS.USER_ID,
            NOTIFICATIONS.TYPE,
            NOTIFICATIONS.TITLE,
            NOTIFICATIONS.CONTENT,
            NOTIFICATIONS.DATA,
            NOTIFICATIONS.STATUS,
            NOTIFICATIONS.CREATED_AT,
            NOTIFICATIONS.SENT_AT,
            NOTIFICATIONS.READ_AT,
            NOTIFICATIONS.HELD_UNTIL,
            NOTIFICATIONS.HELD_CHANNELS,
            NOTIFICATIONS.DIGEST_ID);

    static final List<Field<?>> DELIVERIES = List.of(
            NOTIFICATION_DELIVERIES.ID,
            NOTIFICATION_DELIVERIES.NOTIFICATION_ID,
            NOTIFICATION_DELIVERIES.CHANNEL,
            NOTIFICATION_DELIVERIES.STATUS,
            NOTIFICATION_DELIVERIES.ATTEMPTS,
            NOTIFICATION_DELIVERIES.DUE_AT,
            NOTIFICATION_DELIVERIES.PROBLEM,
            NOTIFICATION_DELIVERIES.CREATED_AT,
            NOTIFICATION_DELIVERIES.SENT_AT,
            NOTIFICATION_DELIVERIES.IS_DIGEST);

    private static final int FETCH_SIZE = 500;

    private final DSLContext dsl;
    private final JsonGenerator json;
    private final long userId;
    private final ClearUserFields users;
    private final ClearTokenFields tokens;

    UserExport(DSLContext dsl, JsonGenerator json, long userId, FieldProtection protection) {
        this.dsl = dsl;
        this.json = json;
        this.userId = userId;
        users = new ClearUserFields(protection);
        tokens = new ClearTokenFields(protection);
    }

    /** Writes nothing if there is no such user; returns whether there is. */
    boolean write() throws IOException {
        Record user = dsl.select(PROFILE)
                .select(USERS.ENCRYPTED_WITH)
                .from(USERS)
                .where(USERS.ID.eq(userId))
                .fetchOne();
        if (user == null) {
            return false;
        }
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeStringField(
                "exported_at",
                dsl.select(DatabaseClock.now()).fetchSingle().value1().toString());
        json.writeFieldName("user");
        json.writeStartObject();
        writeFields(PROFILE, user, users.of(user));
        json.writeEndObject();
        ResultQuery<Record> ofTokens = dsl.select(TOKENS)
                .select(USER_AUTH.ENCRYPTED_WITH)
                .from(USER_AUTH)
                .where(USER_AUTH.USER_ID.eq(userId))
                .orderBy(USER_AUTH.ID);
        writeList("tokens", TOKENS, ofTokens, tokens::of);
        writeList(
                "alerts",
                ALERTS_OF_USER,
                dsl.select(ALERTS_OF_USER)
                        .from(ALERTS)
                        .where(ALERTS.USER_ID.eq(userId))
                        .orderBy(ALERTS.ID));
        writeMatches();
        writeList(
                "notifications",
                NOTIFICATIONS_OF_USER,
                dsl.select(NOTIFICATIONS_OF_USER)
                        .from(NOTIFICATIONS)
                        .where(NOTIFICATIONS.USER_ID.eq(userId))
                        .orderBy(NOTIFICATIONS.ID));
        writeList(
                "deliveries",
                DELIVERIES,
                dsl.select(DELIVERIES)
                        .from(NOTIFICATION_DELIVERIES)
                        .join(NOTIFICATIONS)
                        .on(NOTIFICATIONS.ID.eq(NOTIFICATION_DELIVERIES.NOTIFICATION_ID))
                        .where(NOTIFICATIONS.USER_ID.eq(userId))
                        .orderBy(NOTIFICATION_DELIVERIES.ID));
        json.writeEndObject();
        return true;
    }

    private void writeMatches() throws IOException {
        json.writeArrayFieldStart("matches");
        try (Cursor<Record> rows = dsl.select(MATCHES)
                .select(LISTING)
                .from(ALERT_MATCHES)
                .join(LISTINGS)
                .on(LISTINGS.ID.eq(ALERT_MATCHES.LISTING_ID))
                .where(ALERT_MATCHES.USER_ID.eq(userId))
                .orderBy(ALERT_MATCHES.ID)
                .fetchSize(FETCH_SIZE)
                .fetchLazy()) {
            for (Record row : rows) {
                json.writeStartObject();
                writeFields(MATCHES, row, Map.of());
                json.writeObjectFieldStart("listing");
                writeFields(LISTING, row, Map.of());
                json.writeEndObject();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void writeList(String name, List<Field<?>> fields, ResultQuery<Record> query) throws IOException {
        writeList(name, fields, query, row -> Map.of());
    }

    /** {@code clear} gives the values that stand in the row in another form. */
    private void writeList(
            String name,
            List<Field<?>> fields,
            ResultQuery<Record> query,
            Function<Record, Map<Field<?>, @Nullable Object>> clear)
            throws IOException {
        json.writeArrayFieldStart(name);
        try (Cursor<Record> rows = query.fetchSize(FETCH_SIZE).fetchLazy()) {
            for (Record row : rows) {
                json.writeStartObject();
                writeFields(fields, row, clear.apply(row));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void writeFields(List<Field<?>> fields, Record row, Map<Field<?>, @Nullable Object> clear)
            throws IOException {
        for (Field<?> field : fields) {
            json.writeFieldName(field.getName());
            write(clear.containsKey(field) ? clear.get(field) : row.get(field));
        }
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigDecimal price) {
            json.writeNumber(price);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof String[] texts) {
            json.writeArray(texts, 0, texts.length);
        } else if (value instanceof JSONB document) {
            json.writeRawValue(document.data());
        } else {
            json.writeString(value.toString());
        }
    }
}
