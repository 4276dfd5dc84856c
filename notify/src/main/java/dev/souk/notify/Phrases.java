package dev.souk.notify;

import dev.souk.model.alert.AlertEvent;
import java.util.Locale;

/**
 * The words of Souk's own messages in one language. Implement this to have them in another, and give it to
 * {@link Languages}. Each phrase is plain text on one line, and is escaped where it comes to stand. What is handed in is on
 * one line already. Called by several threads at once.
 */
public interface Phrases {

    /** Which language; also for how numbers are written. */
    Locale language();

    /** In place of a title that is empty: {@code A listing}. */
    String aListing();

    /** A price of nothing: {@code free}. */
    String free();

    /** Where no price is known: {@code Price not given}. */
    String priceNotGiven();

    /** What happened: {@code New match}, {@code Sold}. */
    String what(AlertEvent event);

    /** Before the title of what costs less: {@code Cheaper}. */
    String cheaper();

    /** {@code Now 550 EUR}. */
    String now(String price);

    /** {@code instead of 650 EUR}. */
    String insteadOf(String price);

    /** {@code Sold; it was offered at 650 EUR}. */
    String soldAt(String price);

    /** {@code in Houston, TX}. */
    String in(String place);

    /** How far from the user's place: {@code 4.2 km away}. */
    String away(String kilometres);

    /** {@code Condition: used, like new}; of what stands in the listing's attribute {@code condition}. */
    String condition(String said);

    /** {@code matches 'Folding bikes'}. */
    String matches(String alert);

    /** {@code You are told because of your alert 'Folding bikes'.} */
    String because(String alert);

    /** The same of several alerts. */
    String becauseOfAlerts();

    /** The title of a digest of one alert: {@code 3 messages: 'Folding bikes'}. */
    String messages(String count, String alert);

    /** The title of a digest of several: {@code 45 messages of 2 alerts}. */
    String messagesOfAlerts(String count, String alerts);

    /** {@code and 42 more}. */
    String andMore(String count);

    /** The button that leads to the listing: {@code See the listing}. At most 40 characters. */
    String seeTheListing();

    /** {@code Photo}. */
    String photo();

    /** The link that ends the mails: {@code Stop these mails}. */
    String stopTheseMails();

    /** Those that Souk brings. */
    static Phrases english() {
        return English.WORDS;
    }

    /** Those that Souk brings. */
    static Phrases german() {
        return German.WORDS;
    }
}
