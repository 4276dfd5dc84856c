package dev.souk.model.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * One notification on its way by one channel, leased by one worker.
 *
 * @param id its number, the same in every attempt: receivers know a repeat by it
 * @param channel such as {@code email}
 * @param recipient where it goes
 * @param attempt which try this is, from 1
 * @param leaseToken only who holds the newest token can record what came of it
 * @param leasedUntil when another worker may take it over, by the database's clock
 */
public record Delivery(
        long id,
        String channel,
        Notification notification,
        Recipient recipient,
        int attempt,
        UUID leaseToken,
        Instant leasedUntil) {}
