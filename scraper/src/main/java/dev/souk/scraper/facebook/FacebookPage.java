package dev.souk.scraper.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.json.JsonReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page of the site, taken apart: its JSON, and the few marks of its frame that tell states apart. */
final class FacebookPage {

    private static final String GUARD = "for (;;);";
    private static final Pattern ERROR_ROUTE =
            Pattern.compile("\"canonicalRouteName\"\\s{0,9}:\\s{0,9}\"comet\\.fbweb\\.CometErrorRoute\"");

    /** Not read as a URI: the address to return to, which follows, is often not one. */
    private static final Pattern LOGIN = Pattern.compile("(?i)https?://[^/]*facebook\\.com/(?:login|checkpoint)");

    /** One that is not closed goes on to the end of the page. */
    private static final int LONGEST_TITLE = 300;

    private final Page page;
    private final MarketplacePayload payload = new MarketplacePayload();
    private int unreadable;
    private boolean loginCanonical;
    private String title = "";

    private FacebookPage(Page page) {
        this.page = page;
    }

    static FacebookPage of(Page page) {
        FacebookPage taken = new FacebookPage(page);
        String body = page.body();
        int start = firstSign(body);
        int json = body.startsWith(GUARD, start) ? start + GUARD.length() : start;
        if (body.startsWith("{", json) || body.startsWith("[", json)) {
            taken.readAnswer(body.substring(json));
        } else {
            taken.readHtml(body);
        }
        return taken;
    }

    private static int firstSign(String body) {
        int start = 0;
        while (start < body.length() && Character.isWhitespace(body.charAt(start))) {
            start++;
        }
        return start;
    }

    /** The answer of the site's GraphQL endpoint: JSON, several values one after the other. */
    private void readAnswer(String json) {
        List<JsonNode> values = JsonReader.readAll(json);
        values.forEach(payload::addAnswer);
        if (values.isEmpty()) {
            unreadable++;
        }
    }

    private void readHtml(String html) {
        Document document = Jsoup.parse(html);
        for (Element script : document.getElementsByTag("script")) {
            if (is(script, "type", "application/json")) {
                readData(data(script));
            }
        }
        String whole = document.title();
        title = whole.substring(0, Math.min(whole.length(), LONGEST_TITLE));
        loginCanonical = document.getElementsByTag("link").stream()
                .filter(link -> is(link, "rel", "canonical"))
                .map(link -> link.attr("href").strip())
                .anyMatch(address -> LOGIN.matcher(address).lookingAt());
    }

    private void readData(String data) {
        if (MarketplacePayload.mayBeIn(data)) {
            JsonReader.read(data).ifPresentOrElse(payload::add, () -> unreadable++);
        }
    }

    /** As selectors compare, and in less time. */
    private static boolean is(Element element, String attribute, String value) {
        return element.attr(attribute).strip().equalsIgnoreCase(value);
    }

    /** The script's text itself: to collect it anew would copy megabytes. */
    private static String data(Element script) {
        List<DataNode> parts = script.dataNodes();
        return parts.size() == 1 ? parts.get(0).getWholeData() : script.data();
    }

    MarketplacePayload payload() {
        return payload;
    }

    /** How many scripts should have held data and could not be read. */
    int unreadable() {
        return unreadable;
    }

    Optional<String> login() {
        if (MarketplaceUrls.isLogin(page.url())) {
            return Optional.of("redirected to " + page.url().getPath());
        }
        if (loginCanonical) {
            return Optional.of("the canonical link leads to the login");
        }
        String lower = title.toLowerCase(Locale.ROOT);
        boolean asksByTitle = lower.startsWith("log in") || lower.contains("log in or sign up");
        return asksByTitle ? Optional.of("title '" + title + "'") : payload.login();
    }

    Optional<String> ineligible() {
        if (MarketplaceUrls.isIneligible(page.url())) {
            return Optional.of("redirected to " + page.url().getPath());
        }
        return mark("Marketplace isn't available").or(() -> mark("Marketplace isn’t available"));
    }

    /** That there is nothing at the address. The name of the error route alone stands in the scripts of any page. */
    Optional<String> gone() {
        return ERROR_ROUTE
                .matcher(page.body())
                .results()
                .findFirst()
                .map(MatchResult::group)
                .or(() -> mark("This content isn't available right now"))
                .or(() -> mark("This content isn’t available right now"));
    }

    Optional<String> noResults() {
        return payload.noResults().or(() -> mark(">No listings found"));
    }

    /** The frame of Marketplace, which the site sends whether or not there is something in it. */
    Optional<String> shell() {
        return mark("CometMarketplace")
                .or(() -> mark("MarketplaceFilterField"))
                .or(() -> mark("marketplace_seo_page"))
                .or(() -> mark("comet.marketplace."));
    }

    private Optional<String> mark(String words) {
        return page.body().contains(words) ? Optional.of("\"" + words + "\" in the page") : Optional.empty();
    }
}
