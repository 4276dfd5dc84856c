package dev.souk.core.watch;

/**
 * A watch that stands in the database and makes none, since SQL or a newer release wrote it. Nobody visits it. {@link
 * WatchRepository#add} of the same search gives it other bounds; or delete it.
 *
 * @param watchId which one
 * @param source of which site, as it stands there
 * @param search what to look for, as it stands there
 * @param reason what is wrong
 */
public record UnreadableWatch(long watchId, String source, String search, String reason) {}
