package dev.souk.scraper.selector;

import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.text.WebUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a search with places for what is looked for, such as {@code
 * https://example.org/s/{location}?q={text}&max={maxPrice}}. A parameter of the query whose value is not asked for is
 * left out; a place in the path has to be filled.
 */
final class SearchTemplate {

    static final Set<String> PLACES =
            Set.of("text", "location", "category", "minPrice", "maxPrice", "radiusKm", "days", "order");

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]*)}");

    private final String path;
    private final List<String> parameters;
    private final Map<SearchRequest.Order, String> orders;

    private SearchTemplate(String path, List<String> parameters, Map<SearchRequest.Order, String> orders) {
        this.path = path;
        this.parameters = List.copyOf(parameters);
        this.orders = Map.copyOf(orders);
    }

    /**
     * Reads an address with places.
     *
     * @param orders what the site calls its orders
     * @throws IllegalArgumentException if it is no absolute address, or has a place of another name
     */
    static SearchTemplate of(String template, Map<SearchRequest.Order, String> orders) {
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            if (!PLACES.contains(place.group(1))) {
                throw new IllegalArgumentException("has no place named {%s}; there are %s"
                        .formatted(place.group(1), PLACES.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
        URI example = URI.create(PLACE.matcher(template).replaceAll("1"));
        if (example.getHost() == null
                || example.getScheme() == null
                || !example.getScheme().matches("https?")) {
            throw new IllegalArgumentException("must be an absolute http or https address: " + template);
        }
        if (PLACE.matcher(template.substring(0, template.indexOf(example.getScheme()) + 8))
                        .find()
                || !template.startsWith(example.getScheme() + "://" + example.getRawAuthority())) {
            throw new IllegalArgumentException("must not leave the site's name open: " + template);
        }
        int query = template.indexOf('?');
        return new SearchTemplate(
                query < 0 ? template : template.substring(0, query),
                query < 0 ? List.of() : List.of(template.substring(query + 1).split("&", -1)),
                orders);
    }

    /** Whether the address has this place. */
    boolean has(String place) {
        String written = "{" + place + "}";
        return path.contains(written) || parameters.stream().anyMatch(parameter -> parameter.contains(written));
    }

    /**
     * The address of a search.
     *
     * @throws IllegalArgumentException if something that the path needs is not asked for
     */
    URI fill(SearchRequest search) {
        String filled = filled(path, search);
        if (filled == null) {
            throw new IllegalArgumentException("the search needs all of " + placesOf(path));
        }
        List<String> query = new ArrayList<>();
        for (String parameter : parameters) {
            String value = filled(parameter, search);
            if (value != null) {
                query.add(value);
            }
        }
        return URI.create(query.isEmpty() ? filled : filled + "?" + String.join("&", query));
    }

    private static List<String> placesOf(String text) {
        return PLACE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The text with its places filled; null if one of them has no value. */
    private @Nullable String filled(String text, SearchRequest search) {
        Matcher place = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            Object value = value(place.group(1), search);
            if (value == null) {
                return null;
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(WebUrl.encoded(value.toString())));
        }
        return place.appendTail(filled).toString();
    }

    private @Nullable Object value(String place, SearchRequest search) {
        return switch (place) {
            case "text" -> search.text();
            case "location" -> search.location();
            case "category" -> search.category();
            case "minPrice" -> search.minPrice();
            case "maxPrice" -> search.maxPrice();
            case "radiusKm" -> search.radiusKm();
            case "days" -> search.daysSinceListed();
            default -> orders.get(search.order());
        };
    }
}
