/**
 * What a user waits for, and what came of it. {@link Alert} is the way in; {@link AlertCriteria} is what it can say.
 */
@NullMarked
package dev.souk.model.alert;

import org.jspecify.annotations.NullMarked;
