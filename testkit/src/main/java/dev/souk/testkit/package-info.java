/**
 * For the tests of applications that use Souk. {@link dev.souk.testkit.RecordingNotifier} and {@link
 * dev.souk.testkit.SampleDeliveries} are ways in, {@link dev.souk.testkit.market.LocalMarket}, one package down, another.
 */
@NullMarked
package dev.souk.testkit;

import org.jspecify.annotations.NullMarked;
