/**
 * How text becomes terms, in one place, so that an alert, a search in the database and the plain loop of the tests can
 * never disagree. {@link TextAnalyzer} is the way in; {@link TextQuery} is what people type.
 */
@NullMarked
package dev.souk.model.text;

import org.jspecify.annotations.NullMarked;
