package dev.souk.examples;

import dev.souk.alerts.AlertEngine;
import dev.souk.alerts.Comparison;
import dev.souk.alerts.Explanation.Clause;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.io.PrintStream;
import java.net.URI;
import java.util.Locale;

/** Why an alert does not match a listing, in another language than Souk's: of the values that are compared. */
public final class SaysItInGerman {

    private SaysItInGerman() {}

    /** Prints why a listing does not satisfy an alert. */
    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        AlertCriteria folding = AlertCriteria.builder()
                .allOf("brompton")
                .maxPrice(Money.of(1_700, "EUR"))
                .noneOf("defekt")
                .location("Berlin")
                .minPhotos(1)
                .build();
        Alert alert = Alert.of(1, 7, "Folding bikes", folding, "");

        Listing listing = Listing.builder(
                        new ListingKey(new SourceId("example"), "42"),
                        "Brompton M6L",
                        URI.create("https://example.org/42"))
                .price(Money.of(1_950, "EUR"))
                .build();
        new AlertEngine().explain(alert, listing).clauses().forEach(clause -> out.println(german(clause)));
    }

    static String german(Clause clause) {
        Comparison compared = clause.compared();
        if (compared instanceof Comparison.Price price && price.isAbove()) {
            return String.format(Locale.GERMANY, "Kostet mehr als %,.2f %s", price.max(), price.currency());
        }
        if (compared instanceof Comparison.Text text && text.found() != null) {
            return "„%s“ steht %s"
                    .formatted(text.found().typed(), text.isInTitle() ? "im Titel" : "in der Beschreibung");
        }
        if (compared instanceof Comparison.Location place) {
            return place.found() == null ? "Ohne Ort" : "%s, gesucht in %s".formatted(place.found(), place.wanted());
        }
        String part = switch (clause.kind()) {
            case PRICE, QUERY_PRICE -> "Preis";
            case EXCLUDED_KEYWORD, EXCLUDED_BY_QUERY -> "Unerwünschte Wörter";
            case PHOTOS -> "Fotos";
            default -> "Weiteres";
        };
        return switch (clause.outcome()) {
            case MET -> part + ": passt";
            case NOT_MET -> part + ": passt nicht";
            case UNKNOWN -> part + ": nicht angegeben";
        };
    }
}
