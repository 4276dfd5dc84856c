/**
 * A marketplace of your own, and what can be done without a database. {@link dev.souk.examples.source.LittleMarket} is the
 * source, {@link dev.souk.examples.source.WithoutDatabase} the way in.
 */
@NullMarked
package dev.souk.examples.source;

import org.jspecify.annotations.NullMarked;
