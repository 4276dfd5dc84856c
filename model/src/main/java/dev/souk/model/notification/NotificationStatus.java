package dev.souk.model.notification;

/** How far a notification, or its delivery by one channel, has come. */
public enum NotificationStatus {
    /** Waits, or is on its way. */
    PENDING,
    /** Delivered. */
    SENT,
    /** Given up; the reason stands with the delivery. */
    DEAD
}
