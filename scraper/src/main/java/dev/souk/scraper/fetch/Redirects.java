package dev.souk.scraper.fetch;

import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Follows redirects by hand, so that each place is checked as the first was; never from https to http. What was sent by
 * POST is sent again only within the site and only where the redirect asks for that (RFC 9110, section 15.4).
 */
final class Redirects implements Visitor {

    static final int MOST = 5;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Visitor next;

    Redirects(Visitor next) {
        this.next = next;
    }

    /** The first answer that is not a redirect; after too many of them, the last redirect. */
    @Override
    public Answer visit(Visit first) {
        Visit visit = first;
        Answer answer = next.visit(visit);
        for (int followed = 0; followed < MOST && isRedirect(answer); followed++) {
            Answer.Response redirect = (Answer.Response) answer;
            @Nullable
            HttpUrl target =
                    redirect.header("Location").map(redirect.url()::resolve).orElse(null);
            if (target == null) {
                return failed(first, "redirected to something that is not an http or https address");
            }
            if (redirect.url().isHttps() && !target.isHttps()) {
                return failed(first, "redirected from https to http");
            }
            boolean repeats = redirect.status() == 307 || redirect.status() == 308;
            if (repeats && visit.body() != null && !visit.isSameOrigin(target)) {
                return failed(first, "redirected with its body to another site");
            }
            visit = (repeats ? visit : visit.withoutBody()).to(target);
            answer = next.visit(visit);
        }
        return answer;
    }

    static boolean isRedirect(Answer answer) {
        return answer instanceof Answer.Response response
                && REDIRECTS.contains(response.status())
                && response.header("Location").isPresent();
    }

    private static Answer failed(Visit visit, String reason) {
        return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), reason));
    }
}
