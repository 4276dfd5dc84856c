/**
 * The way out of the house: says what happened in words and hands it to the user by e-mail, in the application, on the
 * console, or by a channel of your own; {@code dev.souk.notify.http} has those that are somebody's server.
 * {@link dev.souk.notify.Notifier} is the way in.
 */
@NullMarked
package dev.souk.notify;

import org.jspecify.annotations.NullMarked;
