/** Proves what is public and what is not. {@link ReservedAddressesTest} has the addresses. */
@NullMarked
package dev.souk.net;

import org.jspecify.annotations.NullMarked;
