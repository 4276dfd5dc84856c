/**
 * What users are told, and its way to them, as rows. {@link dev.souk.core.notification.NotificationRepository} is the
 * way in; workers that deliver take from {@link dev.souk.core.notification.DeliveryQueue}.
 */
@NullMarked
package dev.souk.core.notification;

import org.jspecify.annotations.NullMarked;
