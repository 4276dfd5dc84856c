package dev.souk.scraper.source;

import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/** What a page turned out to be. Only {@link Found} holds listings; every other type says why there are none. */
public sealed interface ParsedPage {

    /** What in the page led to this reading, for people. */
    String evidence();

    /** Which of the outcomes of a fetch it amounts to, so that one {@code switch} covers fetching and reading. */
    FetchOutcome.Kind kind();

    /**
     * What became of the request for the page, now that the page was read: a login wall that came with HTTP 200 is {@link
     * FetchOutcome.LoginWall}, as one that came with 401. Pages that were {@link Found} or {@link Empty} are {@link
     * FetchOutcome.Ok}.
     */
    default FetchOutcome verdict(Page page) {
        URI url = page.request().url();
        return switch (kind()) {
            case LOGIN_WALL -> new FetchOutcome.LoginWall(url, evidence());
            case CAPTCHA -> new FetchOutcome.Captcha(url, evidence());
            case BLOCKED -> new FetchOutcome.Blocked(url, HttpURLConnection.HTTP_OK);
            case RATE_LIMITED -> new FetchOutcome.RateLimited(url, null);
            case GONE -> new FetchOutcome.Gone(url, HttpURLConnection.HTTP_OK);
            case LAYOUT_CHANGED -> new FetchOutcome.LayoutChanged(url, evidence());
            default -> new FetchOutcome.Ok(page);
        };
    }

    /** The listings, in the order of the page; none unless the page is {@link Found}. */
    default List<RawListing> listings() {
        return List.of();
    }

    /** Pages to read after this one; none unless the page is {@link Found}. */
    default List<PageRequest> next() {
        return List.of();
    }

    /** At least one listing, or at least one page where listings are to be found. */
    record Found(List<RawListing> listings, List<PageRequest> next) implements ParsedPage {

        /** Copies both; a page with neither is one of the other types. */
        public Found {
            listings = List.copyOf(listings);
            next = List.copyOf(next);
            if (listings.isEmpty() && next.isEmpty()) {
                throw new IllegalArgumentException("a page with nothing on it must say why: use another type");
            }
        }

        /** One listing, and no further page. */
        public static Found one(RawListing listing) {
            return new Found(List.of(listing), List.of());
        }

        @Override
        public String evidence() {
            return listings.size() + " listings, " + next.size() + " further pages";
        }

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.OK;
        }
    }

    /** The site says that nothing matches the search. */
    record Empty(String evidence) implements ParsedPage {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.OK;
        }
    }

    /** The site says that the listing is not there any more. */
    record Gone(String evidence) implements ParsedPage {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.GONE;
        }
    }

    /** The site wants a login first. */
    record LoginWall(String evidence) implements ParsedPage {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.LOGIN_WALL;
        }
    }

    /** The site wants proof that a person is asking. Nothing is done to get around it. */
    record Captcha(String evidence) implements ParsedPage {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.CAPTCHA;
        }
    }

    /** The site asks for fewer requests. */
    record RateLimited(String evidence) implements ParsedPage {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.RATE_LIMITED;
        }
    }

    /** The site does not offer this to this account, in this country or for this place. */
    record Unavailable(String evidence) implements ParsedPage {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.BLOCKED;
        }
    }

    /** The site refuses, or sends the frame of the page and withholds what belongs into it. */
    record Blocked(String evidence) implements ParsedPage {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.BLOCKED;
        }
    }

    /** None of the above could be made out: the site has changed, or this is not one of its pages. */
    record LayoutChanged(String evidence) implements ParsedPage {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.LAYOUT_CHANGED;
        }
    }
}
