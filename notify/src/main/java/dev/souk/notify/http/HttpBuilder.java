package dev.souk.notify.http;

import dev.souk.notify.Languages;
import org.jspecify.annotations.Nullable;

/** What all channels of this package can be told. Not thread-safe. */
abstract class HttpBuilder<B> {

    private @Nullable HttpSender sender;
    private Languages languages = Languages.SHIPPED;

    /** By what it is sent: one for all channels, or one with other limits. Default one of its own. */
    public B over(HttpSender sender) {
        this.sender = sender;
        return self();
    }

    /** In which languages messages are, as far as the writer leaves it open. Default English and German. */
    public B languages(Languages languages) {
        this.languages = languages;
        return self();
    }

    abstract B self();

    final Languages languages() {
        return languages;
    }

    final HttpSender sender() {
        return sender == null ? HttpSender.builder().build() : sender;
    }
}
