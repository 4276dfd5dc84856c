/** Proves that the market looks as the real one does. {@link dev.souk.testkit.market.LocalMarketTest} is the way in. */
@NullMarked
package dev.souk.testkit.market;

import org.jspecify.annotations.NullMarked;
