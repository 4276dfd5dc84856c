package dev.souk.testkit.market;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the query of a search page asks for. What it cannot read it ignores, as the site does. */
record MarketSearch(Map<String, String> parameters) {

    private static final int SHOWN = 24;
    private static final Comparator<MarketItem> BY_PRICE =
            Comparator.comparing(item -> item.price().amount());
    private static final Map<String, Comparator<MarketItem>> ORDERS = Map.of(
            "price_ascend",
            BY_PRICE,
            "price_descend",
            BY_PRICE.reversed(),
            "creation_time_descend",
            Comparator.comparing(MarketItem::listedAt, Comparator.reverseOrder()));

    static MarketSearch parse(@Nullable String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return new MarketSearch(Map.copyOf(parameters));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Those items that are asked for, in the order that is asked for. */
    List<MarketItem> among(List<MarketItem> items) {
        Stream<MarketItem> found = items.stream().filter(this::finds);
        Comparator<MarketItem> order = ORDERS.get(value("sortBy"));
        return (order == null ? found : found.sorted(order)).limit(SHOWN).toList();
    }

    private boolean finds(MarketItem item) {
        BigDecimal price = item.price().amount();
        return hasWords(item)
                && price.compareTo(number("minPrice", BigDecimal.ZERO)) >= 0
                && price.compareTo(number("maxPrice", BigDecimal.TEN.pow(15))) <= 0
                && hasCondition(item)
                && isAvailable(item);
    }

    private boolean hasWords(MarketItem item) {
        String text = (item.title() + " " + item.description()).toLowerCase(Locale.ROOT);
        String[] words = value("query").toLowerCase(Locale.ROOT).strip().split("\\s+");
        return Arrays.stream(words).allMatch(text::contains);
    }

    private boolean hasCondition(MarketItem item) {
        String wanted = value("itemCondition");
        return wanted.isEmpty()
                || Arrays.asList(wanted.split(",")).contains(item.condition().code());
    }

    private boolean isAvailable(MarketItem item) {
        return switch (value("availability")) {
            case "in stock" -> item.status().isOpen();
            case "out of stock" -> !item.status().isOpen();
            default -> true;
        };
    }

    private String value(String name) {
        return parameters.getOrDefault(name, "");
    }

    private BigDecimal number(String name, BigDecimal otherwise) {
        String text = value(name);
        return text.matches("[0-9]{1,15}") ? new BigDecimal(text) : otherwise;
    }
}
