package dev.souk.faults;

/**
 * What a user is told: the event, of which listing, to which alert. Comparable by value: the oracle makes them from what
 * the market showed, those who receive from what came. Each comes once: {@link Trade} lets nothing happen twice that would
 * be told in the same words.
 *
 * @param event {@code match}, {@code drop 90}, {@code target 90}, {@code sold}, {@code removed} or {@code back 90}
 * @param alert the alert's number, which its user's address bears
 * @param listing the listing's number, which its title bears
 */
record Tale(String event, int alert, int listing) {

    static Tale match(int alert, int listing) {
        return new Tale("match", alert, listing);
    }

    static Tale drop(int alert, int listing, long price) {
        return new Tale("drop " + price, alert, listing);
    }

    static Tale target(int alert, int listing, long price) {
        return new Tale("target " + price, alert, listing);
    }

    static Tale sold(int alert, int listing) {
        return new Tale("sold", alert, listing);
    }

    static Tale removed(int alert, int listing) {
        return new Tale("removed", alert, listing);
    }

    static Tale back(int alert, int listing, long price) {
        return new Tale("back " + price, alert, listing);
    }

    /** Which event, without the price. */
    String kind() {
        return event.replaceAll(" .*", "");
    }

    /** Alerts and listings are numbered without gaps, of which the usual one makes a few values that thousands share. */
    @Override
    public int hashCode() {
        long spread = ((long) alert << 32 | listing) * 0x9E37_79B9_7F4A_7C15L;
        return event.hashCode() ^ (int) (spread >>> 32);
    }
}
