/**
 * Channels that are a POST to somebody's server: webhook, Telegram, Discord, Slack, ntfy and Web Push. Each notifier is a
 * way in; {@link dev.souk.notify.http.HttpSender} is what they share, and what keeps them on the public web.
 */
@NullMarked
package dev.souk.notify.http;

import org.jspecify.annotations.NullMarked;
