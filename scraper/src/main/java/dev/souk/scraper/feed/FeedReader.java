package dev.souk.scraper.feed;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.util.Optional;

/** Reads XML as a feed. Document types, and with them entities, are refused. */
final class FeedReader {

    private FeedReader() {}

    /** The feed; empty if the text is none. */
    static Optional<SyndFeed> read(String text) {
        int start = start(text);
        if (start < 0) {
            return Optional.empty();
        }
        SyndFeedInput input = new SyndFeedInput();
        input.setAllowDoctypes(false);
        input.setXmlHealerOn(false);
        input.setPreserveWireFeed(false);
        try {
            return Optional.of(input.build(new StringReader(text.substring(start))));
        } catch (FeedException | IllegalArgumentException noFeed) {
            return Optional.empty();
        }
    }

    /** Where the first element or declaration begins; pages that are not XML at all need no parser to tell. */
    private static int start(String text) {
        int open = text.indexOf('<');
        boolean isFirst = open >= 0 && text.substring(0, Math.min(open, 10)).replace("\uFEFF", "").isBlank() && open < 10;
        return isFirst ? open : -1;
    }
}
