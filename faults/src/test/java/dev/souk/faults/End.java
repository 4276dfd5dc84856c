package dev.souk.faults;

import dev.souk.model.notification.Delivery;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a host ends, as by {@code kill -9}, the first time it comes there. That it came there is proven by the status
 * that it ends with.
 */
enum End {
    /** It does not. */
    NOWHERE,
    /** Listings are written, and not committed. */
    LISTINGS_WRITTEN(Sql.NEW_CHANGE, Moment.COMMIT),
    /** Listings are committed, and nobody was told that they are. */
    LISTINGS_COMMITTED(Sql.NEW_CHANGE, Moment.COMMITTED),
    /** Changes are claimed, and nothing was asked about them yet. */
    CHANGES_CLAIMED("for update of listing_changes", Moment.ALERTS_ASKED),
    /** Matches and notifications are written, and not committed. */
    MATCHES_WRITTEN(Sql.NEW_MATCH, Moment.COMMIT),
    /** They are committed. */
    MATCHES_COMMITTED(Sql.NEW_MATCH, Moment.COMMITTED),
    /** What was held is gathered into a digest, and not committed. */
    DIGEST_WRITTEN(Sql.NEW_DIGEST, Moment.COMMIT),
    /** The digest is committed, and nobody has leased it. */
    DIGEST_COMMITTED(Sql.NEW_DIGEST, Moment.COMMITTED),
    /** Deliveries are leased, and none is sent. */
    LEASED("", Moment.SENDING),
    /** A whole batch is sent, and nothing is recorded. */
    SENT("", Moment.SENT),
    /** A digest is sent, and that is not recorded. */
    DIGEST_SENT("", Moment.DIGEST_SENT),
    /** It is written that a batch is sent, and not committed. */
    RESULT_WRITTEN(Sql.RESULT, Moment.COMMIT),
    /** That is committed, and nothing else is leased yet. */
    RESULT_COMMITTED(Sql.RESULT, Moment.COMMITTED);

    /** The status of a host that came to its end. */
    static final int STATUS = 77;

    /** What a host is about to do. */
    enum Moment {
        NEVER,
        COMMIT,
        COMMITTED,
        ALERTS_ASKED,
        SENDING,
        SENT,
        DIGEST_SENT
    }

    private final Pattern written;
    private final Moment moment;

    End() {
        this("", Moment.NEVER);
    }

    /** At that moment, in a transaction in which such a statement was made. */
    End(String written, Moment moment) {
        this.written = Pattern.compile(written, Pattern.DOTALL);
        this.moment = moment;
    }

    boolean isWrittenBy(String sql) {
        return written.matcher(sql).find();
    }

    void come(Moment here) {
        if (moment == here) {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** When a batch was sent. */
    void sent(List<Delivery> deliveries) {
        come(Moment.SENT);
        if (deliveries.stream().anyMatch(delivery -> delivery.digest().isPresent())) {
            come(Moment.DIGEST_SENT);
        }
    }

    /** By what statements are known. */
    private static final class Sql {

        static final String NEW_CHANGE = "insert into \\S*listing_changes";
        static final String NEW_MATCH = "insert into \\S*alert_matches";
        static final String NEW_DIGEST = "insert into \\S*notification_deliveries.*is_digest";
        static final String RESULT = "update \\S*notification_deliveries.*sent_at";
    }
}
