package dev.souk.core.access;

import dev.souk.core.access.EveryRepository.Question;
import dev.souk.core.alert.AlertFilter;
import dev.souk.core.alert.MatchFilter;
import dev.souk.core.audit.AuditQuery;
import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.notification.NotificationFilter;
import java.util.Map;

/** The questions for the first slice of each list. */
final class EveryFirstSlice {

    private EveryFirstSlice() {}

    static void questions(Map<String, Question> all) {
        all.put("users.slice(int)", (db, of) -> of.bensIn(db.users().slice(10).items()));
        all.put(
                "users.ofRole(String,int)",
                (db, of) -> of.bensIn(db.users().ofRole("user", 10).items()));
        all.put("tokens.ofUser(long,int)", (db, of) -> db.tokens().ofUser(of.ben.id(), 10));
        all.put("alerts.ofUser(long,int)", (db, of) -> db.alerts().ofUser(of.ben.id(), 10));
        all.put("alerts.slice(AlertFilter,int)", (db, of) -> db.alerts().slice(AlertFilter.ALL, 10));
        all.put("alerts.unreadable(AlertFilter,int)", (db, of) -> db.alerts().unreadable(AlertFilter.ALL, 10));
        all.put("matches.ofAlert(long,int)", (db, of) -> db.matches().ofAlert(of.alert.id(), 10));
        all.put("matches.ofUser(long,int)", (db, of) -> db.matches().ofUser(of.ben.id(), 10));
        all.put("matches.slice(MatchFilter,int)", (db, of) -> db.matches().slice(MatchFilter.ALL, 10));
        all.put(
                "matches.sliceWithListings(MatchFilter,int)",
                (db, of) -> db.matches().sliceWithListings(MatchFilter.ALL, 10));
        all.put("notifications.ofUser(long,int)", (db, of) -> db.notifications().ofUser(of.ben.id(), 10));
        all.put(
                "notifications.slice(NotificationFilter,int)",
                (db, of) -> db.notifications().slice(NotificationFilter.ALL, 10));
        all.put("deliveries.dead(int)", (db, of) -> db.deliveries().dead(10));
        all.put(
                "deliveryLog.slice(DeliveryFilter,int)",
                (db, of) -> db.deliveryLog().slice(DeliveryFilter.ALL, 10));
        all.put(
                "auditLog.slice(AuditQuery,int)",
                (db, of) -> db.auditLog().slice(AuditQuery.ALL.ofUser(of.ben.id()), 10));
    }
}
