package dev.souk.scraper.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRule;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okio.ByteString;

/** What one site's robots.txt says to us (RFC 9309). */
final class RobotsFile {

    /** Larger files are read up to here (RFC 9309, section 2.5). */
    static final int LONGEST = 500 * 1024;

    private static final ByteString LINE_FEED = ByteString.encodeUtf8("\n");

    private static final int LONGEST_RULE = 200;

    /** How a group of rules begins, which a page of HTML does not have at the start of a line. */
    private static final Pattern GROUP = Pattern.compile("(?im)^[ \\t\uFEFF]{0,20}user-agent[ \\t]{0,20}:");

    private final SimpleRobotRules rules;
    private final String ofAll;

    private RobotsFile(SimpleRobotRules rules, String ofAll) {
        this.rules = rules;
        this.ofAll = ofAll;
    }

    private RobotsFile(SimpleRobotRules rules) {
        this(rules, "Disallow");
    }

    /** There is no robots.txt, so all is allowed. */
    static RobotsFile none() {
        return new RobotsFile(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL));
    }

    /** All is forbidden, for this reason. */
    static RobotsFile forbidding(String reason) {
        return new RobotsFile(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE), reason);
    }

    /**
     * Reads an answer of 2xx. A page of HTML in place of the file is taken for no file; a file that is only called one is
     * obeyed.
     *
     * @param agent whose rules count, in whatever case; without any, those for {@code *}
     */
    static RobotsFile parse(Answer.Response response, String agent) {
        String type = response.header("Content-Type").orElse("text/plain").toLowerCase(Locale.ROOT);
        if (type.contains("html") && !GROUP.matcher(response.body().utf8()).find()) {
            return none();
        }
        // The longest delay is ours to cap: the parser would forbid the whole site instead. It logs no lines of the
        // file.
        String name = agent.toLowerCase(Locale.ROOT);
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
        return new RobotsFile(
                parser.parseContent(origin(response.url()), wholeLines(response), "text/plain", List.of(name)));
    }

    /** Half of a rule may forbid more than the whole. */
    private static byte[] wholeLines(Answer.Response response) {
        ByteString body = response.body();
        int end = response.cut() ? body.lastIndexOf(LINE_FEED) + 1 : body.size();
        return body.substring(0, end).toByteArray();
    }

    static String origin(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }

    /** The rule that forbids the URL; empty if it is allowed. */
    Optional<String> forbids(HttpUrl url) {
        if (rules.isAllowed(url.toString())) {
            return Optional.empty();
        }
        // Sorted, longest first: the first that forbids on its own is the one that decided.
        return Optional.of(rules.getRobotRules().stream()
                .filter(rule -> !rule.isAllow() && alone(rule, url))
                .map(rule -> "Disallow: " + rule.getPrefix())
                .map(rule -> rule.length() > LONGEST_RULE ? rule.substring(0, LONGEST_RULE) : rule)
                .findFirst()
                .orElse(ofAll));
    }

    private static boolean alone(RobotRule rule, HttpUrl url) {
        SimpleRobotRules one = new SimpleRobotRules(RobotRulesMode.ALLOW_SOME);
        one.addRule(rule.getPrefix(), false);
        return !one.isAllowed(url.toString());
    }

    /** How many rules it has for us. */
    int size() {
        return rules.getRobotRules().size();
    }

    /** The gap that it asks for between requests; zero if it does not. */
    Duration crawlDelay() {
        long millis = rules.getCrawlDelay();
        return millis == BaseRobotRules.UNSET_CRAWL_DELAY ? Duration.ZERO : Duration.ofMillis(Math.max(0, millis));
    }
}
