/**
 * Finds, in memory, the standing alerts that a listing satisfies: no database, no network. {@link AlertEngine} is the
 * way in.
 *
 * <p>How it works, in the order in which one may read it. An alert becomes a {@link Program}, an array of numbers: its
 * clauses, written by {@link ProgramWriter}, asked by {@link Verifier}. It is filed ({@link AlertIndex}, {@link Filing})
 * where the fewest listings will come by ({@link FilingChoice}): under a {@link Term} of the {@link Vocabulary}, such as a
 * rare word, or under {@link Anchors}, such as a cell of the map within a category. A listing is read ({@link
 * ShownListing}) into the terms and anchors that it shows; a {@link Question} looks where those lead, passes over what
 * {@link Marks} rule out, and asks the programs of the rest.
 */
@NullMarked
package dev.souk.alerts;

import org.jspecify.annotations.NullMarked;
