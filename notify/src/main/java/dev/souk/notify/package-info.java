/**
 * Writes notifications and sends them: by e-mail, in the application, on the console, or by a channel of your own; {@code
 * dev.souk.notify.http} has those that are somebody's server. {@link dev.souk.notify.Notifier} is the way in.
 */
@NullMarked
package dev.souk.notify;

import org.jspecify.annotations.NullMarked;
