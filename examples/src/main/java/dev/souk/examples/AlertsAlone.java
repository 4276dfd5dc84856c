package dev.souk.examples;

import dev.souk.alerts.AlertEngine;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.io.PrintStream;
import java.net.URI;

/** The alert engine by itself, without a database and without a network: {@code souk-alerts} is all that it takes. */
public final class AlertsAlone {

    private AlertsAlone() {}

    /** Prints why a listing satisfies an alert. */
    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        AlertEngine engine = new AlertEngine();
        AlertCriteria folding = AlertCriteria.builder()
                .allOf("brompton")
                .maxPrice(Money.of(700, "EUR"))
                .build();
        engine.register(Alert.of(1, 7, "Folding bikes", folding, "-(broken OR parts)"));

        Listing listing = Listing.builder(
                        new ListingKey(new SourceId("example"), "42"),
                        "Brompton M6L",
                        URI.create("https://example.org/42"))
                .price(Money.of(650, "EUR"))
                .build();
        for (long id : engine.match(listing)) {
            out.println(engine.explain(id, listing).orElseThrow());
        }
    }
}
