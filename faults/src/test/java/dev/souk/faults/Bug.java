package dev.souk.faults;

/** Mistakes that are easily made, for hosts that must be found out: a harness that passes them proves nothing. */
enum Bug {
    /** As Souk is. */
    NONE,
    /** Records a mail as sent before it sends it. */
    MARKS_BEFORE_SENDING,
    /** Records what came of a delivery without asking whether it is still the one that holds it. */
    DOES_NOT_FENCE,
    /** Takes "id > last seen" for what is new. */
    FOLLOWS_IDS,
    /** Reads the alerts twice in a second, and asks new ones for nothing that was matched meanwhile. */
    READS_ALERTS_BY_TIMER,
    /** Begins to match, and then reads the alerts. */
    MATCHES_BEFORE_ALERTS_ARE_READ
}
