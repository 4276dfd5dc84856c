/** Tests the engine against the obvious answer, {@link dev.souk.alerts.AskingEveryAlert}. */
@NullMarked
package dev.souk.alerts;

import org.jspecify.annotations.NullMarked;
