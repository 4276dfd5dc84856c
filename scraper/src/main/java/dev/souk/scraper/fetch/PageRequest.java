package dev.souk.scraper.fetch;

import java.net.URI;

/**
 * A page that is to be fetched.
 *
 * @param url absolute, http or https
 * @param kind what the page is expected to hold
 */
public record PageRequest(URI url, Kind kind) {

    /** Checks that the URL is absolute. */
    public PageRequest {
        if (!url.isAbsolute() || url.getHost() == null) {
            throw new IllegalArgumentException("url of a page is not absolute: " + url);
        }
    }

    /** A page that lists many listings: a search, a category. */
    public static PageRequest list(URI url) {
        return new PageRequest(url, Kind.LIST);
    }

    /** The page of one listing. */
    public static PageRequest item(URI url) {
        return new PageRequest(url, Kind.ITEM);
    }

    /** What a page holds. */
    public enum Kind {
        /** Many listings. */
        LIST,
        /** One listing. */
        ITEM
    }
}
