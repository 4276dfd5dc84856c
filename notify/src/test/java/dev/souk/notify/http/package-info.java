/**
 * Proves what goes over the wire, against a server on this machine. {@link dev.souk.notify.http.Receiver} is the way in.
 */
@NullMarked
package dev.souk.notify.http;

import org.jspecify.annotations.NullMarked;
