package dev.souk.model.notification;

/**
 * How much a digest shows in full; of the rest it tells the number.
 *
 * @param perAlert the most of one alert, so that a busy one hides no other; 1 to {@value Digest#MAX_SHOWN}
 * @param total the most of all alerts together; 1 to {@value Digest#MAX_SHOWN}
 */
public record DigestLimits(int perAlert, int total) {

    /** Unless it is set otherwise. */
    public static final DigestLimits DEFAULT = new DigestLimits(Digest.MAX_OF_ALERT, Digest.MAX_SHOWN);

    /** Checks both. */
    public DigestLimits {
        require("of an alert", perAlert);
        require("in all", total);
    }

    private static void require(String what, int limit) {
        if (limit < 1 || limit > Digest.MAX_SHOWN) {
            throw new IllegalArgumentException(
                    "a digest shows 1 to %s %s: %s".formatted(Digest.MAX_SHOWN, what, limit));
        }
    }
}
