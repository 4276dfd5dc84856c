package dev.souk.core.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * The requests of alerts to look back that wait, for health checks.
 *
 * @param waiting how many
 * @param failed of these, those that failed before, and are put off
 * @param oldest since when the oldest has waited; empty if none does
 */
public record BackfillStats(long waiting, long failed, Optional<Instant> oldest) {}
