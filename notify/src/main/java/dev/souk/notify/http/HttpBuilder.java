package dev.souk.notify.http;

import org.jspecify.annotations.Nullable;

/** What all channels of this package can be told. Not thread-safe. */
abstract class HttpBuilder<B> {

    private @Nullable HttpSender sender;

    /** By what it is sent: one for all channels, or one with other limits. Default one of its own. */
    public B over(HttpSender sender) {
        this.sender = sender;
        return self();
    }

    abstract B self();

    final HttpSender sender() {
        return sender == null ? HttpSender.builder().build() : sender;
    }
}
