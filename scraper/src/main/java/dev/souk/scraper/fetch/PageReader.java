package dev.souk.scraper.fetch;

import java.time.Clock;
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
        if (Redirects.isRedirect(response)) {
            return new FetchOutcome.Unreachable(request.url(), "more than " + Redirects.MOST + " redirects");
        }
        if (status == 404 || status == 410) {
            return new FetchOutcome.Gone(request.url(), status);
        }
        if (status >= 400 && status < 500) {
            return new FetchOutcome.Blocked(request.url(), status);
        }
        return new FetchOutcome.Unreachable(request.url(), "answered " + status);
    }

    private Page page(PageRequest request, Answer.Response response) {
        Headers headers = response.headers();
        String body = PageText.decode(response.body(), headers.get("Content-Type"));
        return new Page(request, response.url().uri(), body, clock.instant());
    }
}
