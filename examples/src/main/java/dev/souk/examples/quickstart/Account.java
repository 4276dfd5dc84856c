package dev.souk.examples.quickstart;

import dev.souk.pipeline.RunReport;
import dev.souk.pipeline.WatchReport;
import java.io.PrintStream;
import java.util.Objects;

/** Tells, for a person to read, what a visit did. */
final class Account {

    private final PrintStream out;
    private final Ledger ledger;
    private Ledger.Entry before;

    Account(PrintStream out, Ledger ledger) {
        this.out = out;
        this.ledger = ledger;
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
        return done;
    }
}
