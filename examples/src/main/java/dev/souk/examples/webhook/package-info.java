/** The other side of a webhook. {@link dev.souk.examples.webhook.WebhookReceiver} is the way in. */
@NullMarked
package dev.souk.examples.webhook;

import org.jspecify.annotations.NullMarked;
