package dev.souk.scraper.fetch;

import java.io.IOException;

/** Carries what went wrong with a proxy through the HTTP client, which understands only I/O trouble; it never leaves here. */
final class ProxyException extends IOException {

    private static final long serialVersionUID = 1L;

    ProxyException(String trouble) {
        super(trouble);
    }
}
