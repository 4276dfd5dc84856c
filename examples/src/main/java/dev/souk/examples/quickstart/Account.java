package dev.souk.examples.quickstart;

import dev.souk.core.SoukDatabase;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.user.User;
import dev.souk.pipeline.RunReport;
import dev.souk.pipeline.WatchReport;
import java.io.PrintStream;
import java.util.Objects;

/** Tells, for a person to read, what a visit did. */
final class Account {

    private static final int MOST = 100;

    private final PrintStream out;
    private final Ledger ledger;
    private final SoukDatabase database;
    private Ledger.Entry before;
    private long lastTold;

    Account(PrintStream out, Ledger ledger, SoukDatabase database) {
        this.out = out;
        this.ledger = ledger;
        this.database = database;
        this.before = ledger.now();
    }

    /** Prints the account of a visit, and returns what was counted from outside since the last one. */
    Ledger.Entry tell(String heading, RunReport report) {
        Ledger.Entry now = ledger.now();
        Ledger.Entry done = now.minus(before);
        before = now;

        out.println();
        out.println("  " + heading);
        Table watches = new Table("search", "pages", "new", "changed", "unchanged", "rejected");
        for (WatchReport watch : report.ingest().watches()) {
            watches.row(
                    Objects.requireNonNullElse(watch.watch().search().text(), "everything"),
                    watch.pageCount(),
                    watch.added(),
                    watch.changed(),
                    watch.unchanged(),
                    watch.rejected());
        }
        watches.print(out);
        out.println();
        new Table("fetched", "stored", "matched", "sent")
                .row(
                        done.requests() + " requests",
                        done.listingWrites() + " rows written to listings",
                        report.match().changes() + " changes, " + report.match().matches() + " new matches",
                        report.dispatch().delivered() + " messages, " + done.mails() + " of them mails")
                .print(out);
        out.println();
        told();
        return done;
    }

    /** What was told since the last time, to whom and how. */
    private void told() {
        Table told = new Table("who", "event", "alert", "listing", "price", "by");
        long newest = lastTold;
        for (User user : database.users().page(0, MOST).items()) {
            for (Notification notification :
                    database.notifications().ofUser(user.id(), 0, MOST).items()) {
                if (notification.id() > lastTold) {
                    newest = Math.max(newest, notification.id());
                    NotificationSubject subject = notification.subject();
                    told.row(
                            user.username(),
                            subject.event().code(),
                            subject.alertName(),
                            subject.title(),
                            price(subject),
                            channels(subject));
                }
            }
        }
        if (newest > lastTold) {
            told.print(out);
            out.println();
        }
        lastTold = newest;
    }

    private static String price(NotificationSubject subject) {
        String price = subject.price() == null ? "?" : subject.price().toString();
        return subject.previousPrice() == null ? price : price + ", was " + subject.previousPrice();
    }

    private String channels(NotificationSubject subject) {
        return database.alerts()
                .byId(subject.alertId())
                .map(alert -> String.join(", ", alert.settings().channels()))
                .orElse("");
    }
}
