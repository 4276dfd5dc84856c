package dev.souk.model.alert;

import java.util.Arrays;
import java.util.Optional;

/** What an alert can tell its user about. The code is what the database and the JSON documents hold. */
public enum AlertEvent {
    /** A listing satisfies the alert that did not before. */
    MATCH("match"),
    /** A listing that was matched earlier became cheaper. */
    PRICE_DROP("price_drop"),
    /** A listing is to be had at the price at which the user wants to buy, or below. */
    TARGET_PRICE("target_price"),
    /** A listing that was matched earlier is sold. */
    SOLD("sold"),
    /** A listing that was matched earlier was taken off the marketplace. */
    REMOVED("removed"),
    /** A listing that was matched earlier, then sold or removed, is to be had again. */
    RELISTED("relisted");

    private final String code;

    AlertEvent(String code) {
        this.code = code;
    }

    /** The name in the database and in JSON. */
    public String code() {
        return code;
    }

    /** The event of that code; empty if there is none. */
    public static Optional<AlertEvent> ofCode(String code) {
        return Arrays.stream(values()).filter(event -> event.code.equals(code)).findAny();
    }
}
