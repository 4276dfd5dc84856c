package dev.souk.scraper;

import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.source.ParsedPage;

/** How it went with one page of a run. */
public sealed interface PageOutcome {

    /**
     * Which of the twelve outcomes of a fetch it amounts to, for a {@code switch}. A page that the source threw on, or of
     * which every listing was rejected, is {@link FetchOutcome.Kind#LAYOUT_CHANGED}; one that the fetcher threw on is
     * {@link FetchOutcome.Kind#UNREACHABLE}.
     */
    FetchOutcome.Kind kind();

    /** Whether the page gave listings or the site said that there are none: nothing needs looking after. */
    default boolean isHealthy() {
        return false;
    }

    /**
     * The page was read, and held this many listings, good and bad, of which {@code rejected} could not be used. If that
     * is all of them, the page was misread, however many there are.
     */
    record Read(int listings, int rejected) implements PageOutcome {

        @Override
        public boolean isHealthy() {
            return listings == 0 || rejected < listings;
        }

        @Override
        public FetchOutcome.Kind kind() {
            return isHealthy() ? FetchOutcome.Kind.OK : FetchOutcome.Kind.LAYOUT_CHANGED;
        }
    }

    /** The page came and held no listing; {@code state} says why. Never {@link ParsedPage.Found}. */
    record WithoutListings(ParsedPage state) implements PageOutcome {

        @Override
        public boolean isHealthy() {
            return state instanceof ParsedPage.Empty || state instanceof ParsedPage.Gone;
        }

        @Override
        public FetchOutcome.Kind kind() {
            return state.kind();
        }
    }

    /** No page came; {@code outcome} says why. Never {@link FetchOutcome.Ok}. */
    record NotFetched(FetchOutcome outcome) implements PageOutcome {

        @Override
        public boolean isHealthy() {
            return outcome instanceof FetchOutcome.Gone || outcome instanceof FetchOutcome.NotModified;
        }

        @Override
        public FetchOutcome.Kind kind() {
            return outcome.kind();
        }
    }

    /** The fetcher threw, which it promised not to do. */
    record FetcherFailed(RuntimeException culprit) implements PageOutcome {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.UNREACHABLE;
        }
    }

    /** The source threw while reading the page, which it promised not to do. */
    record ParserFailed(Throwable culprit) implements PageOutcome {

        @Override
        public FetchOutcome.Kind kind() {
            return FetchOutcome.Kind.LAYOUT_CHANGED;
        }
    }
}
