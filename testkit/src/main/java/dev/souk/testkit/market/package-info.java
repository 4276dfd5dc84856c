/**
 * A small marketplace on this machine, with pages in the format of Facebook Marketplace, for trying out and for tests
 * without a network. {@link LocalMarket} is the way in.
 */
@NullMarked
package dev.souk.testkit.market;

import org.jspecify.annotations.NullMarked;
