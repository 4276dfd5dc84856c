package dev.souk.testkit.market;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/*
 * The pages hold what a reader of the real ones meets, traps with it: scripts that have nothing to do with the page,
 * listings that are not the one asked for, an item in two parts in either order, a "next page" that is none, and an
 * amount that only looks like the price.
 */

/** Writes the pages of the market. */
final class MarketPages {

    private final MarketJson json;

    MarketPages(URI base, String currency) {
        json = new MarketJson(base, currency);
    }

    String search(List<MarketItem> items) {
        return results("Marketplace – Search Results | Facebook", "CometMarketplaceSearchRoute", "search", items);
    }

    String category(List<MarketItem> items) {
        return results("Marketplace | Facebook", "CometMarketplaceCategoryRoute", "category", items);
    }

    private String results(String title, String route, String policy, List<MarketItem> items) {
        return page(
                title,
                json.route("comet.fbweb." + route, "comet.marketplace." + policy),
                json.unrelated(),
                json.searchRoot(),
                json.searchResults(items));
    }

    /** The page of one item; some of the others stand on it too. */
    String item(MarketItem item, List<MarketItem> others) {
        String title = "%s - %s - %s | Facebook Marketplace | Facebook"
                .formatted(item.title(), item.category().title(), item.city());
        String route = json.route("comet.fbweb.CometMarketplaceHoistedPermalinkRoute", "comet.marketplace.item");
        String more = json.todaysPicks(
                others.stream().filter(other -> !other.id().equals(item.id())).toList());
        boolean photosFirst = item.id().charAt(item.id().length() - 1) % 2 == 1;
        return photosFirst
                ? page(title, route, more, json.unrelated(), json.itemPhotos(item), json.itemDetails(item))
                : page(title, route, more, json.unrelated(), json.itemDetails(item), json.itemPhotos(item));
    }

    /** The page of an item that is not there. */
    String gone() {
        return page("Facebook", json.route("comet.fbweb.CometErrorRoute", "comet.error"), json.unrelated())
                .replace("</body>", "<span>This content isn't available right now</span></body>");
    }

    private static String page(String title, String... scripts) {
        String head = "<!DOCTYPE html><html id=\"facebook\" lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\">"
                + "<title>" + escaped(title) + "</title></head><body><div id=\"mount_0_0\"></div>\n";
        return List.of(scripts).stream().map(MarketPages::script).collect(Collectors.joining("\n", head, "\n"))
                + "</body></html>\n";
    }

    private static String script(String json) {
        return "<script type=\"application/json\" data-content-len=\"%s\" data-sjs>%s</script>"
                .formatted(json.length(), json);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
