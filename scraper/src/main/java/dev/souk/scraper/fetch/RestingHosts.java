package dev.souk.scraper.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the hosts that asked for fewer requests, and leaves them alone until the time that they named. */
final class RestingHosts {

    /** However long a host asks for, it is asked again after this. */
    static final Duration LONGEST_REST = Duration.ofHours(1);

    /** How long a host is left alone that names no time. */
    static final Duration USUAL_REST = Duration.ofMinutes(1);

    private static final int MANY_HOSTS = 1_000;

    private final Clock clock;

    /** Guarded by itself. */
    private final Map<String, Instant> restingUntil = new HashMap<>();

    RestingHosts(Clock clock) {
        this.clock = clock;
    }

    /** A visitor that does not pass on a visit to a resting host. */
    Visitor sparing(Visitor next) {
        return visit -> rest(visit.url().host())
                .<Answer>map(left -> new Answer.Failed(new FetchOutcome.RateLimited(visit.page(), left)))
                .orElseGet(() -> next.visit(visit));
    }

    /** A visitor that lets a host rest when its answer asks for that. */
    Visitor heeding(Visitor next) {
        return visit -> {
            Answer answer = next.visit(visit);
            if (answer instanceof Answer.Response response && asksForRest(response)) {
                return rested(visit, response);
            }
            return answer;
        };
    }

    private static boolean asksForRest(Answer.Response response) {
        return response.status() == 429 || (response.status() == 503 && RetryAfter.isIn(response.headers()));
    }

    private Answer rested(Visit visit, Answer.Response response) {
        Instant now = clock.instant();
        Optional<Duration> asked = RetryAfter.in(response.headers(), now);
        Duration rest = asked.orElse(USUAL_REST);
        Instant until = now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
        synchronized (restingUntil) {
            if (restingUntil.size() >= MANY_HOSTS) {
                restingUntil.values().removeIf(end -> !end.isAfter(now));
            }
            restingUntil.merge(visit.url().host(), until, (one, other) -> one.isAfter(other) ? one : other);
        }
        return new Answer.Failed(new FetchOutcome.RateLimited(visit.page(), asked.orElse(null)));
    }

    /** How long the host is still to be left alone. */
    private Optional<Duration> rest(String host) {
        Instant now = clock.instant();
        synchronized (restingUntil) {
            return Optional.ofNullable(restingUntil.get(host))
                    .filter(until -> until.isAfter(now))
                    .map(until -> Duration.between(now, until));
        }
    }
}
