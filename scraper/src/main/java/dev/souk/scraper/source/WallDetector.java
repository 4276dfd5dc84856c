package dev.souk.scraper.source;

import dev.souk.scraper.fetch.Page;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Recognises the walls that protection services put in front of a site (Cloudflare, DataDome, Imperva, GeeTest, Akamai).
 * Ask only when no listing was found: ordinary pages carry some of the same words in their scripts. For that reason the
 * title decides on a page of any size, other marks only on a small one. Thread-safe.
 */
public final class WallDetector {

    /** A body of this many characters or more is not judged by marks in its text. */
    static final int SMALL_BODY = 15_000;

    private static final int TITLE_SEARCHED = 20_000;
    private static final int LONGEST_TITLE = 300;

    private record Mark(String words, Function<String, ParsedPage> meaning) {

        private ParsedPage because(String where) {
            return meaning.apply("\"" + words + "\" in the " + where);
        }
    }

    private static final List<Mark> TITLES = List.of(
            new Mark("just a moment...", ParsedPage.Captcha::new),
            new Mark("please wait...", ParsedPage.Captcha::new),
            new Mark("attention required!", ParsedPage.Captcha::new),
            new Mark("pardon our interruption", ParsedPage.Captcha::new),
            new Mark("access denied", ParsedPage.Blocked::new),
            new Mark("too many requests", ParsedPage.RateLimited::new));

    private static final List<Mark> MARKS = List.of(
            new Mark("captcha-delivery.com", ParsedPage.Captcha::new),
            new Mark("/cdn-cgi/challenge-platform/", ParsedPage.Captcha::new),
            new Mark("cf_chl_opt", ParsedPage.Captcha::new),
            new Mark("turnstile-wrapper", ParsedPage.Captcha::new),
            new Mark("static.geetest.com", ParsedPage.Captcha::new),
            new Mark("id=\"captcha-box\"", ParsedPage.Captcha::new),
            new Mark("pardon our interruption", ParsedPage.Captcha::new),
            new Mark("g-recaptcha", ParsedPage.Captcha::new),
            new Mark("h-captcha", ParsedPage.Captcha::new),
            new Mark("_incapsula_resource", ParsedPage.Blocked::new),
            new Mark("errors.edgesuite.net", ParsedPage.Blocked::new));

    private WallDetector() {}

    /** The wall that this page is; empty if it bears no known mark. */
    public static Optional<ParsedPage> detect(Page page) {
        String title = title(page.body());
        Optional<ParsedPage> byTitle = first(TITLES, title, "title");
        if (byTitle.isPresent() || page.body().length() >= SMALL_BODY) {
            return byTitle;
        }
        return first(MARKS, page.body().toLowerCase(Locale.ROOT), "body of a small page");
    }

    private static Optional<ParsedPage> first(List<Mark> marks, String text, String where) {
        return marks.stream()
                .filter(mark -> text.contains(mark.words()))
                .findFirst()
                .map(mark -> mark.because(where));
    }

    private static String title(String body) {
        String head = body.substring(0, Math.min(body.length(), TITLE_SEARCHED)).toLowerCase(Locale.ROOT);
        int open = head.indexOf("<title");
        int start = open < 0 ? -1 : head.indexOf('>', open) + 1;
        if (start <= 0) {
            return "";
        }
        int end = head.indexOf("</title", start);
        int limit = Math.min(head.length(), start + LONGEST_TITLE);
        return head.substring(start, end < 0 ? limit : Math.min(end, limit));
    }
}
