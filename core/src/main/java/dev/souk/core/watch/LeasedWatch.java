package dev.souk.core.watch;

import java.util.UUID;

/**
 * A watch that is this instance's to visit, until the lease is over.
 *
 * @param watch which
 * @param token tells this lease from an earlier and a later one
 */
public record LeasedWatch(StoredWatch watch, UUID token) {}
