/**
 * For the tests of applications that use Souk. {@link dev.souk.testkit.RecordingNotifier} is one way in,
 * {@link dev.souk.testkit.market.LocalMarket}, one package down, another.
 */
@NullMarked
package dev.souk.testkit;

import org.jspecify.annotations.NullMarked;
