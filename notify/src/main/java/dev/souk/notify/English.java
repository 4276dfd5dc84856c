package dev.souk.notify;

import dev.souk.model.alert.AlertEvent;
import java.util.Locale;

/** Plain English. */
enum English implements Phrases {
    WORDS;

    @Override
    public Locale language() {
        return Locale.ENGLISH;
    }

    @Override
    public String aListing() {
        return "A listing";
    }

    @Override
    public String free() {
        return "free";
    }

    @Override
    public String priceNotGiven() {
        return "Price not given";
    }

    @Override
    public String what(AlertEvent event) {
        return switch (event) {
            case MATCH -> "New match";
            case PRICE_DROP -> "Price drop";
            case TARGET_PRICE -> "Your price";
            case SOLD -> "Sold";
            case REMOVED -> "No longer listed";
            case RELISTED -> "Back again";
        };
    }

    @Override
    public String cheaper() {
        return "Cheaper";
    }

    @Override
    public String now(String price) {
        return "Now " + price;
    }

    @Override
    public String insteadOf(String price) {
        return "instead of " + price;
    }

    @Override
    public String soldAt(String price) {
        return "Sold; it was offered at " + price;
    }

    @Override
    public String in(String place) {
        return "in " + place;
    }

    @Override
    public String away(String kilometres) {
        return kilometres + " km away";
    }

    @Override
    public String condition(String said) {
        return "Condition: " + said.replaceFirst("^used_", "used, ").replace('_', ' ');
    }

    @Override
    public String matches(String alert) {
        return "matches '" + alert + "'";
    }

    @Override
    public String because(String alert) {
        return "You are told because of your alert '" + alert + "'.";
    }

    @Override
    public String becauseOfAlerts() {
        return "You are told because of your alerts.";
    }

    @Override
    public String messages(String count, String alert) {
        return "%s messages: '%s'".formatted(count, alert);
    }

    @Override
    public String messagesOfAlerts(String count, String alerts) {
        return "%s messages of %s alerts".formatted(count, alerts);
    }

    @Override
    public String andMore(String count) {
        return "and " + count + " more";
    }

    @Override
    public String seeTheListing() {
        return "See the listing";
    }

    @Override
    public String photo() {
        return "Photo";
    }

    @Override
    public String stopTheseMails() {
        return "Stop these mails";
    }
}
