/**
 * The documents that stand in JSONB columns, read strictly and written in one form. Criteria come from outside:
 * {@link dev.souk.core.json.AlertCriteriaJson} is the way in.
 */
@NullMarked
package dev.souk.core.json;

import org.jspecify.annotations.NullMarked;
