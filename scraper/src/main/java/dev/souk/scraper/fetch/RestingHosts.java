package dev.souk.scraper.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Leaves a host alone that asks for fewer requests, until the time that it named; and one that fails, for a while. */
final class RestingHosts {

    /*
     * After a failure the next turn is put off by a second, then two, four and eight: whoever wants it waits. A host that
     * fails for the fifth time in a row rests, and nobody waits for it any more. Rests are told to the pace too, which
     * may be shared with other processes.
     */

    /** However long a host asks for, it is asked again after this. */
    static final Duration LONGEST_REST = Duration.ofHours(1);

    /** How long a host is left alone that names no time, at first. */
    static final Duration USUAL_REST = Duration.ofMinutes(1);

    /** How long the next turn is put off after a failure, at first. */
    static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    /** With so many failures in a row a host begins to rest. */
    static final int PATIENCE = 5;

    private static final int MANY_HOSTS = 1_000;

    private final Clock clock;
    private final Pace pace;
    private final BackOff backOff;

    /** Guarded by itself. */
    private final Map<String, Rest> resting = new HashMap<>();

    RestingHosts(Clock clock, Pace pace, BackOff backOff) {
        this.clock = clock;
        this.pace = pace;
        this.backOff = backOff;
    }

    /** A visitor that does not pass on a visit to a resting host. */
    Visitor sparing(Visitor next) {
        return visit -> {
            Instant now = clock.instant();
            return rest(visit.url().host(), now)
                    .<Answer>map(rest -> new Answer.Failed(rest.outcome(visit, now)))
                    .orElseGet(() -> next.visit(visit));
        };
    }

    /** A visitor that lets a host rest when its answer asks for that, or when it does not answer as it should. */
    Visitor heeding(Visitor next) {
        return visit -> {
            String host = visit.url().host();
            Answer answer = next.visit(visit);
            if (answer instanceof Answer.Response response && asksForRest(response)) {
                return rested(visit, response);
            }
            if (hasFailed(answer)) {
                int time = backOff.failed(host);
                if (time < PATIENCE) {
                    pace.rest(host, backOff.wait(FIRST_DELAY, time, USUAL_REST));
                } else {
                    letRest(host, backOff.wait(USUAL_REST, time - PATIENCE + 1, LONGEST_REST), false);
                }
            } else if (answer instanceof Answer.Response) {
                backOff.succeeded(host);
            }
            return answer;
        };
    }

    private static boolean asksForRest(Answer.Response response) {
        return response.status() == 429 || (response.status() == 503 && RetryAfter.isIn(response.headers()));
    }

    private static boolean hasFailed(Answer answer) {
        return answer instanceof Answer.Response response
                ? response.status() >= 500
                : ((Answer.Failed) answer).isTrouble();
    }

    private Answer rested(Visit visit, Answer.Response response) {
        String host = visit.url().host();
        int time = backOff.failed(host);
        Optional<Duration> asked = RetryAfter.in(response.headers(), clock.instant());
        letRest(
                host,
                asked.map(named -> time == 1 ? named : longer(named, backOff.wait(FIRST_DELAY, time, LONGEST_REST)))
                        .orElseGet(() -> backOff.wait(USUAL_REST, time, LONGEST_REST)),
                true);
        return new Answer.Failed(new FetchOutcome.RateLimited(visit.page(), asked.orElse(null)));
    }

    /** Who names the next moment, or one that is past, and then refuses again is given more time each time. */
    private static Duration longer(Duration named, Duration least) {
        return named.compareTo(least) > 0 ? named : least;
    }

    private void letRest(String host, Duration time, boolean asked) {
        Duration rest = time.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : time;
        Instant now = clock.instant();
        synchronized (resting) {
            if (resting.size() >= MANY_HOSTS) {
                resting.values().removeIf(other -> !other.until().isAfter(now));
            }
            resting.merge(host, new Rest(now.plus(rest), asked), Rest::later);
        }
        pace.rest(host, rest);
    }

    /** What keeps us from a host; empty if nothing does. */
    private Optional<Rest> rest(String host, Instant now) {
        synchronized (resting) {
            return Optional.ofNullable(resting.get(host))
                    .filter(rest -> rest.until().isAfter(now));
        }
    }

    /**
     * How long a host is left alone.
     *
     * @param asked whether it asked for that; if not, it failed
     */
    private record Rest(Instant until, boolean asked) {

        static Rest later(Rest one, Rest other) {
            return one.until.isAfter(other.until) ? one : other;
        }

        FetchOutcome outcome(Visit visit, Instant now) {
            Duration left = Duration.between(now, until);
            return asked
                    ? new FetchOutcome.RateLimited(visit.page(), left)
                    : new FetchOutcome.Unreachable(visit.page(), "failed before, and is left alone for " + left);
        }
    }
}
