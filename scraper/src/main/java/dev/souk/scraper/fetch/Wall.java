package dev.souk.scraper.fetch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A wall that a protection service has put in front of a site (Cloudflare, DataDome, Imperva, GeeTest, Akamai).
 *
 * @param kind what it amounts to: a captcha, a refusal or a limit
 * @param evidence by what it was recognised, for people
 */
public record Wall(FetchOutcome.Kind kind, String evidence) {

    /** A body of this many characters or more is not judged by marks in its text. */
    public static final int SMALL_BODY = 15_000;

    private static final int TITLE_SEARCHED = 20_000;
    private static final int LONGEST_TITLE = 300;

    private static final List<Mark> TITLES = List.of(
            new Mark("just a moment...", FetchOutcome.Kind.CAPTCHA),
            new Mark("please wait...", FetchOutcome.Kind.CAPTCHA),
            new Mark("attention required!", FetchOutcome.Kind.CAPTCHA),
            new Mark("pardon our interruption", FetchOutcome.Kind.CAPTCHA),
            new Mark("access denied", FetchOutcome.Kind.BLOCKED),
            new Mark("too many requests", FetchOutcome.Kind.RATE_LIMITED));

    private static final List<Mark> MARKS = List.of(
            new Mark("captcha-delivery.com", FetchOutcome.Kind.CAPTCHA),
            new Mark("/cdn-cgi/challenge-platform/", FetchOutcome.Kind.CAPTCHA),
            new Mark("cf_chl_opt", FetchOutcome.Kind.CAPTCHA),
            new Mark("turnstile-wrapper", FetchOutcome.Kind.CAPTCHA),
            new Mark("static.geetest.com", FetchOutcome.Kind.CAPTCHA),
            new Mark("id=\"captcha-box\"", FetchOutcome.Kind.CAPTCHA),
            new Mark("pardon our interruption", FetchOutcome.Kind.CAPTCHA),
            new Mark("g-recaptcha", FetchOutcome.Kind.CAPTCHA),
            new Mark("h-captcha", FetchOutcome.Kind.CAPTCHA),
            new Mark("_incapsula_resource", FetchOutcome.Kind.BLOCKED),
            new Mark("errors.edgesuite.net", FetchOutcome.Kind.BLOCKED));

    /**
     * The wall that a page is; empty if it bears no known mark. Ask only where no listing was found: ordinary pages carry
     * some of the same words in their scripts. For that reason the title decides on a page of any size, other marks only
     * on a small one.
     */
    public static Optional<Wall> in(String body) {
        Optional<Wall> byTitle = first(TITLES, title(body), "title");
        if (byTitle.isPresent() || body.length() >= SMALL_BODY) {
            return byTitle;
        }
        return first(MARKS, body.toLowerCase(Locale.ROOT), "body of a small page");
    }

    private static Optional<Wall> first(List<Mark> marks, String text, String where) {
        return marks.stream()
                .filter(mark -> text.contains(mark.words()))
                .findFirst()
                .map(mark -> new Wall(mark.kind(), "\"" + mark.words() + "\" in the " + where));
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

    private record Mark(String words, FetchOutcome.Kind kind) {}
}
