/**
 * The way out of the house: says what happened in words and hands it to the user by e-mail, console, or a channel of
 * your own. {@link dev.souk.notify.Notifier} is the way in.
 */
@NullMarked
package dev.souk.notify;

import org.jspecify.annotations.NullMarked;
