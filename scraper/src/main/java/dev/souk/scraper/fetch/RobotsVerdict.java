package dev.souk.scraper.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What is known of a site's robots.txt. */
sealed interface RobotsVerdict {

    /** Whether the verdict came from the site, and so is believed for long. */
    boolean isLasting();

    /** How many rules it holds. */
    int size();

    /** Passes the visit on, or says why not. */
    Answer on(Visit visit, Visitor next);

    /**
     * Reads what came of asking for the file (RFC 9309, section 2.3.1).
     *
     * @param heedsRefusal whether 401 and 403 forbid the whole site
     */
    static RobotsVerdict of(Answer answer, String agent, boolean heedsRefusal) {
        if (answer instanceof Answer.Failed failed) {
            return new Silent(refusal(failed.outcome()));
        }
        Answer.Response response = (Answer.Response) answer;
        if (response.isSuccess()) {
            return new Rules(RobotsFile.parse(response, agent));
        }
        if (heedsRefusal && (response.status() == 401 || response.status() == 403)) {
            return new Rules(RobotsFile.forbidding("robots.txt answered " + response.status()));
        }
        // Too many redirects count as no file, as do all 4xx.
        if (response.status() < 500) {
            return new Rules(RobotsFile.none());
        }
        String reason = "robots.txt answered " + response.status();
        return new Silent(page -> new FetchOutcome.RobotsDenied(page, reason, true));
    }

    /** A site that cannot be reached says so for its pages too; one that is only slow is taken to forbid them. */
    private static Function<URI, FetchOutcome> refusal(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Unreachable unreachable) {
            return page -> new FetchOutcome.Unreachable(page, unreachable.reason());
        }
        if (outcome instanceof FetchOutcome.RateLimited limited) {
            return page -> new FetchOutcome.RateLimited(page, limited.delay());
        }
        return page -> new FetchOutcome.RobotsDenied(page, "robots.txt did not come in time", true);
    }

    /** The site has rules, perhaps none. */
    record Rules(RobotsFile file) implements RobotsVerdict {

        @Override
        public boolean isLasting() {
            return true;
        }

        @Override
        public int size() {
            return file.size();
        }

        @Override
        public Answer on(Visit visit, Visitor next) {
            Optional<String> rule = file.forbids(visit.url());
            if (rule.isPresent()) {
                return new Answer.Failed(new FetchOutcome.RobotsDenied(visit.page(), rule.get()));
            }
            Duration delay = file.crawlDelay();
            boolean tooLong = delay.compareTo(RobotsVisitor.LONGEST_DELAY) > 0;
            return next.visit(visit.withGap(tooLong ? RobotsVisitor.LONGEST_DELAY : delay));
        }
    }

    /** The site did not say, so nothing is asked of it for now. */
    record Silent(Function<URI, FetchOutcome> refusal) implements RobotsVerdict {

        @Override
        public boolean isLasting() {
            return false;
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public Answer on(Visit visit, Visitor next) {
            return new Answer.Failed(refusal.apply(visit.page()));
        }
    }
}
