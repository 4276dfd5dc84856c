package dev.souk.core.alert;

/**
 * How many matches there are.
 *
 * @param all every one
 * @param unread those that the user has not seen
 * @param saved those that the user put aside
 */
public record MatchCounts(long all, long unread, long saved) {}
