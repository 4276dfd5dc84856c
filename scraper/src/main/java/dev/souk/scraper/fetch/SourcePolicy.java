package dev.souk.scraper.fetch;

import java.time.Duration;

/**
 * What Souk knows that a site's terms ask of those who read it by a program, whether the application has what they ask
 * for, and how gently to go about it. A source says it of its site; a request carries it to the fetcher. That a policy
 * asks for nothing does not say that the site's terms allow it.
 *
 * <pre>{@code
 * SourcePolicy.needsPermission("example.org allows programs only in writing").withPermission().withPace(Duration.ofSeconds(5))
 * }</pre>
 *
 * @param terms what the terms ask for beyond politeness, in words; empty if Souk knows of nothing
 * @param permitted whether the application has said that it has what the terms ask for; true where Souk knows of nothing
 * @param pace the least time between the starts of two requests to one of the site's hosts; the fetcher's own and
 *     robots.txt may ask for more. Zero to 1 day
 * @param connections how many requests to one of the site's hosts may be under way at a time; the fetcher's own limit
 *     may be lower. 1 to 1,000
 */
public record SourcePolicy(String terms, boolean permitted, Duration pace, int connections) {

    private static final Duration LONGEST_PACE = Duration.ofDays(1);

    /**
     * Souk knows of no demand of the site's, and the fetcher's own pace will do. Nobody has looked the terms up: read them
     * before you use the source.
     */
    public static final SourcePolicy OPEN = new SourcePolicy("", true, Duration.ZERO, 1_000);

    /** Checks the ranges. */
    public SourcePolicy {
        if (pace.isNegative() || pace.compareTo(LONGEST_PACE) > 0) {
            throw new IllegalArgumentException("pace is not from zero to 1 day: " + pace);
        }
        if (connections < 1 || connections > 1_000) {
            throw new IllegalArgumentException("connections are not from 1 to 1,000: " + connections);
        }
        if (terms.isBlank() && !permitted) {
            throw new IllegalArgumentException("a permission that is needed must be named");
        }
    }

    /** The terms ask for a permission, and the application has not said that it has it. */
    public static SourcePolicy needsPermission(String terms) {
        return new SourcePolicy(terms, false, Duration.ZERO, 1_000);
    }

    /** The same, of an application that says that it has what the terms ask for. */
    public SourcePolicy withPermission() {
        return new SourcePolicy(terms, true, pace, connections);
    }

    /** The same with this pace. */
    public SourcePolicy withPace(Duration other) {
        return new SourcePolicy(terms, permitted, other, connections);
    }

    /** The same with at most so many requests at a time. */
    public SourcePolicy withConnections(int other) {
        return new SourcePolicy(terms, permitted, pace, other);
    }

    /**
     * Lets nobody pass who lacks the permission.
     *
     * @throws IllegalStateException if the terms ask for one that the application has not said it has
     */
    public void check() {
        if (!permitted) {
            throw new IllegalStateException(terms);
        }
    }
}
