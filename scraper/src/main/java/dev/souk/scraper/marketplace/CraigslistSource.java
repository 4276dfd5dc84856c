package dev.souk.scraper.marketplace;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.SourceCapabilities.Detail;
import dev.souk.scraper.source.WordSearch;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Craigslist: the static search page, the JSON of its search service, and pages of listings; addresses of both
 * generations. The static page has all results at once, some 360, and no dates.
 */
final class CraigslistSource implements ListingSource {

    private static final WordSearch WORDS = new WordSearch(
            WordSearch.Fields.TITLE_AND_DESCRIPTION,
            WordSearch.Forms.NOT_KNOWN,
            "rricky_sapi.json: \"search titles only\", srchType, is a switch and off");

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION, Criterion.PRICE)
            .orderedBy(Order.NEWEST, Order.CHEAPEST, Order.DEAREST)
            .wordsAre(WORDS)
            .withOnItemPage(Detail.DESCRIPTION, Detail.PHOTOS, Detail.LISTED_AT, Detail.ATTRIBUTES);

    static final SourceId ID = new SourceId("craigslist");

    private static final double KM_PER_MILE = 1.609344;
    private static final Pattern OLD_ITEM = Pattern.compile("/(\\d{8,12})\\.html(?:$|[?#])");
    private static final Pattern NEW_ITEM = Pattern.compile("/view/d/[^/?#]+/([A-Za-z0-9]{20,24})(?:$|[?#])");
    private static final Pattern SITE = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern CATEGORY = Pattern.compile("[a-z]{3}");

    private static final List<String> GONE = List.of(
            "This posting has been deleted by its author",
            "This posting has expired",
            "This posting has been flagged for removal");

    @Override
    public SourceId id() {
        return ID;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** The place is the site's name, such as {@code vancouver}; the category three letters, {@code sss} for all. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        String site = search.location();
        if (site == null || !SITE.matcher(site).matches()) {
            throw new IllegalArgumentException("location must name a site of craigslist, such as vancouver: " + site);
        }
        String category = search.category() == null ? "sss" : search.category();
        if (!CATEGORY.matcher(category).matches()) {
            throw new IllegalArgumentException("category must be a code of three letters, such as bia: " + category);
        }
        SearchUrl url = SearchUrl.of("https://" + site + ".craigslist.org/search/" + category)
                .with("query", search.text())
                .with("min_price", search.minPrice())
                .with("max_price", search.maxPrice())
                .with("lat", search.near() == null ? null : search.near().latitude())
                .with("lon", search.near() == null ? null : search.near().longitude())
                .with("search_distance", search.near() == null ? null : distance(site, search.radiusKm()))
                .with("postedToday", search.daysSinceListed() != null && search.daysSinceListed() == 1 ? 1 : null)
                .with("sort", order(search));
        return List.of(PageRequest.list(url.build()));
    }

    /** In the miles of the United States, or the kilometres of everywhere else; rounded up. */
    private static @Nullable Integer distance(String site, @Nullable Integer radiusKm) {
        boolean isInMiles = "USD".equals(CraigslistSites.currency("https://" + site + ".craigslist.org/"));
        return radiusKm == null || !isInMiles ? radiusKm : (Integer) (int) Math.ceil(radiusKm / KM_PER_MILE);
    }

    private static @Nullable String order(SearchRequest search) {
        return switch (search.order()) {
            case NEWEST -> "date";
            case CHEAPEST -> "priceasc";
            case DEAREST -> "pricedsc";
            case BEST_MATCH, NEAREST -> null;
        };
    }

    /** Lists have no description, no photos and no date. */
    @Override
    public Optional<PageRequest> itemPage(Listing listing) {
        return Optional.of(PageRequest.item(listing.url()));
    }

    @Override
    public ParsedPage parse(Page page) {
        if (page.body().startsWith("{")) {
            return CraigslistJson.read(page);
        }
        Document document = Jsoup.parse(page.body(), page.url().toString());
        Optional<String> asked = itemId(page.url());
        if (asked.isPresent() || page.request().kind() == PageRequest.Kind.ITEM) {
            return Reading.item(page, CraigslistItem.read(page, document, asked), gone(document), blocked(document));
        }
        List<RawListing> results = CraigslistResults.read(document, page);
        // Only the pages until 2023 have a following one.
        List<PageRequest> next =
                Reading.next(page, document.select("a.button.next").attr("href"));
        return Reading.list(page, results, next, empty(document), blocked(document));
    }

    /** The id in an address: a number, or in newer ones 22 letters and digits. */
    static Optional<String> itemId(URI url) {
        return Stream.of(OLD_ITEM, NEW_ITEM)
                .map(pattern -> pattern.matcher(url.toString()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static Optional<ParsedPage> gone(Document document) {
        String text =
                document.select(".removed, #userbody, .userbody, .postingtitle").text();
        return GONE.stream().filter(text::contains).findFirst().map(words -> new ParsedPage.Gone("\"" + words + "\""));
    }

    /** The list is there, and nothing in it but links to neighbours. */
    private static Optional<ParsedPage> empty(Document document) {
        boolean isEmpty = document.selectFirst("ol.cl-static-search-results") != null
                && document.select(".cl-static-search-result").isEmpty();
        if (document.selectFirst(".cl-search-no-results, .noresults, .alert.alert-warning.noresults") != null) {
            return Optional.of(new ParsedPage.Empty("the site says that it has no results"));
        }
        return isEmpty ? Optional.of(new ParsedPage.Empty("the list of static results holds none")) : Optional.empty();
    }

    private static Optional<ParsedPage> blocked(Document document) {
        return document.text().contains("Your request has been blocked")
                ? Optional.of(new ParsedPage.Blocked("\"Your request has been blocked\""))
                : Optional.empty();
    }
}
