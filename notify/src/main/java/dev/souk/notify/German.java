package dev.souk.notify;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Condition;
import java.util.Locale;

/** German. */
enum German implements Phrases {
    WORDS;

    @Override
    public Locale language() {
        return Locale.GERMAN;
    }

    @Override
    public String aListing() {
        return "Ein Angebot";
    }

    @Override
    public String free() {
        return "kostenlos";
    }

    @Override
    public String priceNotGiven() {
        return "Ohne Preisangabe";
    }

    @Override
    public String what(AlertEvent event) {
        return switch (event) {
            case MATCH -> "Neuer Treffer";
            case PRICE_DROP -> "Preis gesenkt";
            case TARGET_PRICE -> "Zum Wunschpreis";
            case SOLD -> "Verkauft";
            case REMOVED -> "Nicht mehr angeboten";
            case RELISTED -> "Wieder da";
        };
    }

    @Override
    public String cheaper() {
        return "Günstiger";
    }

    @Override
    public String now(String price) {
        return "Jetzt " + price;
    }

    @Override
    public String insteadOf(String price) {
        return "statt " + price;
    }

    @Override
    public String soldAt(String price) {
        return "Verkauft; angeboten war es für " + price;
    }

    @Override
    public String in(String place) {
        return "in " + place;
    }

    @Override
    public String away(String kilometres) {
        return kilometres + " km entfernt";
    }

    @Override
    public String condition(String said) {
        return "Zustand: " + Condition.of(said).map(German::words).orElse(said);
    }

    private static String words(Condition condition) {
        return switch (condition) {
            case NEW -> "neu";
            case LIKE_NEW -> "wie neu";
            case GOOD -> "gut";
            case FAIR -> "mit Gebrauchsspuren";
            case USED -> "gebraucht";
            case REFURBISHED -> "generalüberholt";
            case FOR_PARTS -> "defekt, für Bastler";
        };
    }

    @Override
    public String matches(String alert) {
        return "passt zu „" + alert + "“";
    }

    @Override
    public String because(String alert) {
        return "Sie bekommen diese Nachricht wegen Ihres Suchauftrags „" + alert + "“.";
    }

    @Override
    public String becauseOfAlerts() {
        return "Sie bekommen diese Nachricht wegen Ihrer Suchaufträge.";
    }

    @Override
    public String messages(String count, String alert) {
        return "%s Nachrichten: „%s“".formatted(count, alert);
    }

    @Override
    public String messagesOfAlerts(String count, String alerts) {
        return "%s Nachrichten zu %s Suchaufträgen".formatted(count, alerts);
    }

    @Override
    public String andMore(String count) {
        return "und " + count + " weitere";
    }

    @Override
    public String seeTheListing() {
        return "Angebot ansehen";
    }

    @Override
    public String photo() {
        return "Foto";
    }

    @Override
    public String stopTheseMails() {
        return "Diese E-Mails abbestellen";
    }
}
