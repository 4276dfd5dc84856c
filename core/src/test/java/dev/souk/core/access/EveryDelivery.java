package dev.souk.core.access;

import dev.souk.core.SoukDatabase;
import dev.souk.core.access.EveryRepository.Question;
import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.notification.DeliveryLane;
import dev.souk.core.notification.HeldGroup;
import dev.souk.model.Counting;
import dev.souk.model.notification.DigestLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The questions about what is held and delivered. */
final class EveryDelivery {

    private static final Duration HOUR = Duration.ofHours(1);

    private static final Counting ESTIMATE = Counting.ESTIMATED;

    private EveryDelivery() {}

    static void questions(Map<String, Question> all) {
        all.put(
                "heldNotifications.stats()",
                (db, of) -> db.inTransaction(tx -> {
                    tx.notifications().store(List.of(of.draft("counted").inSummary()));
                    return tx.heldNotifications().stats().held();
                }));
        all.put(
                "heldNotifications.stats(int)",
                (db, of) -> db.inTransaction(tx -> {
                    tx.notifications().store(List.of(of.draft("counted to ten").inSummary()));
                    return tx.heldNotifications().stats(10).held();
                }));
        all.put("heldNotifications.claim()", (db, of) -> db.inTransaction(tx -> due(tx, of)));
        all.put(
                "heldNotifications.claim(DigestLimits)",
                (db, of) -> db.inTransaction(tx -> {
                    tx.notifications().store(List.of(of.draft("held").inSummary()));
                    return tx.heldNotifications().claim(DigestLimits.DEFAULT).orElse(List.of());
                }));
        all.put(
                "heldNotifications.release(HeldGroup)",
                (db, of) -> db.inTransaction(
                        tx -> tx.heldNotifications().release(due(tx, of).get(0))));
        all.put(
                "heldNotifications.gather(HeldGroup,String,String)",
                (db, of) -> db.inTransaction(
                        tx -> tx.heldNotifications().gather(due(tx, of).get(0), "One", "It is there.")));
        all.put(
                "deliveries.lease(String,DeliveryLane,int,Duration)",
                (db, of) -> db.deliveries().lease("push", DeliveryLane.SINGLE, 10, HOUR));
        all.put(
                "deliveries.lease(Set,int,Duration)",
                (db, of) -> db.deliveries().lease(Set.of("push"), 10, HOUR));
        all.put("deliveries.delivered(Delivery)", (db, of) -> db.deliveries().delivered(of.leased));
        all.put("deliveries.delivered(Collection)", (db, of) -> db.deliveries().delivered(List.of(of.leased)));
        all.put(
                "deliveries.retry(Delivery,Duration,String)",
                (db, of) -> db.deliveries().retry(of.leased, HOUR, "later"));
        all.put(
                "deliveries.postpone(Delivery,Duration,String)",
                (db, of) -> db.deliveries().postpone(of.leased, HOUR, "later"));
        all.put("deliveries.dead(Delivery,String)", (db, of) -> db.deliveries().dead(of.leased, "never"));
        all.put("deliveries.giveBack(Collection)", (db, of) -> db.deliveries().giveBack(List.of(of.leased)));
        all.put(
                "deliveries.requeue(DeliveryFilter,int)",
                (db, of) -> db.deliveries().requeue(DeliveryFilter.ALL, 10));
        all.put("deliveries.requeue(long)", (db, of) -> db.deliveries().requeue(of.dead));
        all.put("deliveries.stats(int)", (db, of) -> db.deliveries().stats(10).pending());
        all.put(
                "deliveries.stats()",
                (db, of) -> db.deliveries().stats().pending()
                        + db.deliveries().stats().dead());
        all.put("deliveries.dead(int,int)", (db, of) -> db.deliveries().dead(0, 10));
        all.put("deliveries.dead(int,int,Counting)", (db, of) -> db.deliveries().dead(0, 10, ESTIMATE));
        all.put("deliveries.dead(String,int)", (db, of) -> db.deliveries().dead(null, 10));
        DeliveryFilter deliveriesOfAll = DeliveryFilter.ALL;
        all.put("deliveryLog.byId(long)", (db, of) -> db.deliveryLog().byId(of.dead));
        all.put("deliveryLog.ofNotification(long)", (db, of) -> db.deliveryLog().ofNotification(of.notification));
        all.put(
                "deliveryLog.page(DeliveryFilter,int,int,Counting)",
                (db, of) -> db.deliveryLog().page(deliveriesOfAll, 0, 10, Counting.EXACT));
        all.put(
                "deliveryLog.slice(DeliveryFilter,String,int)",
                (db, of) -> db.deliveryLog().slice(deliveriesOfAll, null, 10));
        all.put(
                "deliveryLog.counts(DeliveryFilter)",
                (db, of) -> EveryRepository.sum(db.deliveryLog().counts(deliveriesOfAll)));
    }

    /** Something of Ben's that was held until now. */
    private static List<HeldGroup> due(SoukDatabase tx, TwoUsers of) {
        tx.notifications().store(List.of(of.draft("held").inSummary()));
        return tx.heldNotifications().claim().orElse(List.of());
    }
}
