/**
 * To read and to run, never published. {@link dev.souk.examples.quickstart.Quickstart} is the whole of it; {@link
 * dev.souk.examples.source.WithoutDatabase} fetches and matches without a database, from a marketplace of your own; {@link
 * dev.souk.examples.webhook.WebhookReceiver} is the other side of a webhook. The code of the README and of docs stands
 * among the tests.
 *
 * <pre>mvn -q -Pquickstart -Dexample=dev.souk.examples.source.WithoutDatabase</pre>
 */
@NullMarked
package dev.souk.examples;

import org.jspecify.annotations.NullMarked;
