package dev.souk.scraper.facebook;

import dev.souk.model.listing.Condition;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.text.WebUrl;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The addresses of Marketplace: what the site's own search form makes, and what an address says about a page. */
final class MarketplaceUrls {

    /** What the site's filters offer; other values are not honoured. */
    private static final List<Integer> DAYS = List.of(1, 7, 30);

    static final int WIDEST_RADIUS_KM = 500;

    private static final List<Integer> RADII = List.of(1, 2, 5, 10, 20, 40, 60, 80, 100, 250, WIDEST_RADIUS_KM);

    private static final Set<Condition> CONDITIONS =
            EnumSet.of(Condition.NEW, Condition.LIKE_NEW, Condition.GOOD, Condition.FAIR);

    private static final Pattern ITEM = Pattern.compile("/marketplace/(?:[^/]{1,100}/)?item/(\\d{1,25})(?:/|$)");
    private static final Pattern DIGITS = Pattern.compile("\\d{5,25}");

    private final String base;

    MarketplaceUrls(URI base) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    URI item(String id) {
        return URI.create(base + "/marketplace/item/" + WebUrl.encoded(id) + "/");
    }

    /** A search if there are words to look for, else the page of the category, else everything at the place. */
    URI search(SearchRequest search) {
        String place = search.location() == null ? "" : "/" + WebUrl.encoded(search.location());
        String category = search.category();
        Map<String, String> parameters = new LinkedHashMap<>();
        String path;
        if (search.text() != null
                || category == null
                || DIGITS.matcher(category).matches()) {
            path = place + "/search/";
            parameters.put("query", search.text() == null ? "" : search.text());
            put(parameters, "category_id", category);
        } else {
            path = (place.isEmpty() ? "/category" : place) + "/" + WebUrl.encoded(category) + "/";
        }
        put(parameters, "minPrice", search.minPrice());
        put(parameters, "maxPrice", search.maxPrice());
        put(parameters, "daysSinceListed", offered(DAYS, search.daysSinceListed()));
        put(parameters, "itemCondition", conditions(search));
        put(parameters, "radius", offered(RADII, search.radiusKm()));
        if (search.near() != null && search.location() == null) {
            put(parameters, "latitude", search.near().latitude());
            put(parameters, "longitude", search.near().longitude());
        }
        put(parameters, "sortBy", sortBy(search));
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + WebUrl.encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base + "/marketplace" + path + (query.isEmpty() ? "" : "?" + query));
    }

    /** The four that the site knows; of any other it is not asked for a condition at all. */
    private static @Nullable String conditions(SearchRequest search) {
        boolean isKnown = !search.conditions().isEmpty() && CONDITIONS.containsAll(search.conditions());
        return isKnown ? search.conditions().stream().map(Condition::word).collect(Collectors.joining(",")) : null;
    }

    /** Sorted by price and limited to some days at once, the site answers with an empty page: the days win. */
    private static @Nullable String sortBy(SearchRequest search) {
        return switch (search.order()) {
            case BEST_MATCH -> null;
            case NEWEST -> "creation_time_descend";
            case NEAREST -> "distance_ascend";
            case CHEAPEST -> search.daysSinceListed() == null ? "price_ascend" : null;
            case DEAREST -> search.daysSinceListed() == null ? "price_descend" : null;
        };
    }

    /** The smallest value on offer that is not below the wish; the largest if none is. */
    private static @Nullable Integer offered(List<Integer> offers, @Nullable Integer wish) {
        if (wish == null) {
            return null;
        }
        return offers.stream().filter(offer -> offer >= wish).findFirst().orElse(offers.get(offers.size() - 1));
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }

    /** The id of the listing whose page the address is. */
    static Optional<String> itemId(URI url) {
        Matcher item = ITEM.matcher(path(url));
        return item.find() ? Optional.of(item.group(1)) : Optional.empty();
    }

    /** Whether the site asks for a login at this address. */
    static boolean isLogin(URI url) {
        return path(url).startsWith("/login") || path(url).startsWith("/checkpoint");
    }

    static boolean isIneligible(URI url) {
        return path(url).startsWith("/marketplace/ineligible");
    }

    /** Whether a search at one place was redirected to the search of wherever the caller is, as for an unknown place. */
    static boolean lostItsPlace(URI asked, URI found) {
        return path(found).startsWith("/marketplace/category/search")
                && !path(asked).startsWith("/marketplace/category")
                && !path(asked).startsWith("/marketplace/search");
    }

    private static String path(URI url) {
        return url.getPath() == null ? "" : url.getPath();
    }
}
