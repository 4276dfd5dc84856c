package dev.souk.model.notification;

/** How far a notification, or its delivery by one channel, has come. */
public enum NotificationStatus {
    /** Waits, or is on its way. */
    PENDING,
    /** Delivered. */
    SENT,
    /** Given up; the reason stands with the delivery. */
    DEAD,
    /**
     * Nobody wanted it any more when its turn came: the alert was gone or switched off, its user was, or the channel was
     * not chosen any more.
     */
    UNWANTED
}
