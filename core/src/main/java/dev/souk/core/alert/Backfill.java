package dev.souk.core.alert;

/**
 * A request of an alert for the changes whose matching could not see it.
 *
 * @param id its number, in the order of asking
 */
public record Backfill(long id, long alertId) {}
