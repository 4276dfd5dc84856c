/** Tests that what cannot be stored is refused before it gets that far. */
@NullMarked
package dev.souk.model.notification;

import org.jspecify.annotations.NullMarked;
