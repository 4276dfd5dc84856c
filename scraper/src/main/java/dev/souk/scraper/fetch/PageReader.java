package dev.souk.scraper.fetch;

import java.time.Clock;
import java.util.Optional;
import okhttp3.Headers;

/** Makes the outcome of a page out of the last answer on the way to it. */
final class PageReader {

    private final Clock clock;

    PageReader(Clock clock) {
        this.clock = clock;
    }

    FetchOutcome read(PageRequest request, Visit visit, Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            return failed.outcome();
        }
        Answer.Response response = (Answer.Response) answer;
        int status = response.status();
        if (response.cut()) {
            return new FetchOutcome.TooLarge(request.url(), visit.bodyLimit());
        }
        if (response.isSuccess()) {
            return new FetchOutcome.Ok(page(request, response));
        }
        if (status == 304 && request.body().isEmpty() && !request.known().isEmpty()) {
            return new FetchOutcome.NotModified(request.url());
        }
        if (Redirects.isRedirect(response)) {
            return new FetchOutcome.Unreachable(request.url(), "more than " + Redirects.MOST + " redirects");
        }
        if (status == 404 || status == 410) {
            return new FetchOutcome.Gone(request.url(), status);
        }
        if (status == 401) {
            return new FetchOutcome.LoginWall(request.url(), "answered 401");
        }
        return wall(response)
                .map(wall -> refusal(request, response, wall))
                .orElseGet(() -> status >= 400 && status < 500
                        ? new FetchOutcome.Blocked(request.url(), status)
                        : new FetchOutcome.Unreachable(request.url(), "answered " + status));
    }

    /** What stands before a page that did not come: the answer has no page that the marks could be part of. */
    private static Optional<Wall> wall(Answer.Response response) {
        if (response.header("cf-mitigated").filter("challenge"::equals).isPresent()) {
            return Optional.of(new Wall(FetchOutcome.Kind.CAPTCHA, "cf-mitigated: challenge"));
        }
        return Wall.in(PageText.decode(response.body(), response.headers().get("Content-Type")));
    }

    private static FetchOutcome refusal(PageRequest request, Answer.Response response, Wall wall) {
        return switch (wall.kind()) {
            case CAPTCHA -> new FetchOutcome.Captcha(request.url(), wall.evidence() + ", status " + response.status());
            case RATE_LIMITED -> new FetchOutcome.RateLimited(request.url(), null);
            default -> new FetchOutcome.Blocked(request.url(), response.status());
        };
    }

    private Page page(PageRequest request, Answer.Response response) {
        Headers headers = response.headers();
        String body = PageText.decode(response.body(), headers.get("Content-Type"));
        return new Page(request, response.url().uri(), body, clock.instant(), Validators.in(headers));
    }
}
