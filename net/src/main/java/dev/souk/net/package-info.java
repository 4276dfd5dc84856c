/**
 * Where a connection may go that a stranger named, by the URL of a page or of a webhook.
 * {@link dev.souk.net.GuardedSocketFactory} is the way in: whatever HTTP client stands above it, no socket reaches an
 * address that the {@link dev.souk.net.AddressPolicy} objects to.
 */
@NullMarked
package dev.souk.net;

import org.jspecify.annotations.NullMarked;
