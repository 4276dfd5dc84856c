package dev.souk.core.alert;

/**
 * How a read of {@link AlertFeed} ended.
 *
 * @param complete whether every alert was handed over, so that one that was not is gone
 * @param next where the next read goes on
 */
public record AlertReading(boolean complete, AlertHorizon next) {}
