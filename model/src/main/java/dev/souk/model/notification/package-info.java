/** What a user is told, and how far it has come. {@link Notification} is the way in. */
@NullMarked
package dev.souk.model.notification;

import org.jspecify.annotations.NullMarked;
