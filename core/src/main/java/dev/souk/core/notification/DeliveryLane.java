package dev.souk.core.notification;

/** The lines in which deliveries wait. Who takes from both in turn lets neither hold up the other. */
public enum DeliveryLane {
    /** What goes by itself. */
    SINGLE,
    /** What gathers several. */
    DIGEST
}
