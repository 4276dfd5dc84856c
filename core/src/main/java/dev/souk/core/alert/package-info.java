/**
 * Alerts and what they matched, as rows. {@link dev.souk.core.alert.AlertRepository} is the way in for applications;
 * {@link dev.souk.core.alert.AlertFeed} tells an engine what changed.
 */
@NullMarked
package dev.souk.core.alert;

import org.jspecify.annotations.NullMarked;
