package dev.souk.scraper.source;

import dev.souk.model.GeoPoint;
import dev.souk.model.KeyedSearch;
import dev.souk.model.listing.Condition;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to look for on a site. Everything is optional. What a site does not honour ({@link SourceCapabilities}) the
 * scraper looks for in what the site shows; the alerts have the last word on what matches. Made by {@link #builder}.
 *
 * @param text words to look for; null for everything
 * @param location the place, in the site's own spelling, such as {@code nyc} or {@code 112287598788133}; null for the
 *     site's default
 * @param near the point that {@code radiusKm} goes around, for sites that take one, and to tell what lies outside; null
 *     if only the site knows where the location is
 * @param category the category, in the site's own spelling, such as {@code vehicles}; null for all
 * @param minPrice in whole units of the place's currency; null for no limit
 * @param maxPrice as {@code minPrice}, and not below it
 * @param conditions any of these, none for all; some sites know fewer
 * @param radiusKm how far around the place, at least 1; null for the site's default
 * @param daysSinceListed listed at most this many days ago, at least 1; null for no limit
 * @param order what comes first
 */
public record SearchRequest(
        @Nullable String text,
        @Nullable String location,
        @Nullable GeoPoint near,
        @Nullable String category,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        Set<Condition> conditions,
        @Nullable Integer radiusKm,
        @Nullable Integer daysSinceListed,
        Order order)
        implements KeyedSearch {

    /** Checks the ranges; blank words count as none. */
    public SearchRequest {
        text = blankToNull(text);
        location = blankToNull(location);
        category = blankToNull(category);
        EnumSet<Condition> sorted = EnumSet.noneOf(Condition.class);
        sorted.addAll(conditions);
        conditions = Collections.unmodifiableSet(sorted);
        requireAtLeast("minPrice", minPrice, 0);
        requireAtLeast("maxPrice", maxPrice, minPrice == null ? 0 : minPrice);
        requireAtLeast("radiusKm", radiusKm, 1);
        requireAtLeast("daysSinceListed", daysSinceListed, 1);
    }

    private static @Nullable String blankToNull(@Nullable String words) {
        return words == null || words.isBlank() ? null : words.strip();
    }

    private static void requireAtLeast(String name, @Nullable Number value, long least) {
        if (value != null && value.longValue() < least) {
            throw new IllegalArgumentException("%s must be at least %s: %s".formatted(name, least, value));
        }
    }

    /**
     * The parts that are set, by name and encoded as in a URL, such as {@code text=city+bike&location=nyc&order=newest}.
     * The same search has the same key in every release. As long as its words are.
     */
    @Override
    public String key() {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("text", text);
        parts.put("location", location);
        parts.put("near", near == null ? null : near.latitude() + "," + near.longitude());
        parts.put("category", category);
        parts.put("minPrice", minPrice);
        parts.put("maxPrice", maxPrice);
        parts.put("conditions", conditions.isEmpty() ? null : words(conditions));
        parts.put("radiusKm", radiusKm);
        parts.put("daysSinceListed", daysSinceListed);
        parts.put("order", order.name().toLowerCase(Locale.ROOT));
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null)
                .map(part -> part.getKey() + "="
                        + URLEncoder.encode(String.valueOf(part.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String words(Set<Condition> conditions) {
        return conditions.stream().map(Condition::word).collect(Collectors.joining(","));
    }

    /**
     * The search of a {@link #key}.
     *
     * @throws IllegalArgumentException if it is not one, and which part makes no sense
     */
    public static SearchRequest ofKey(String key) {
        Builder search = builder();
        for (String part : key.split("&", -1)) {
            int sign = part.indexOf('=');
            if (sign < 0) {
                throw new IllegalArgumentException("not a part of a search: " + part);
            }
            search.set(part.substring(0, sign), URLDecoder.decode(part.substring(sign + 1), StandardCharsets.UTF_8));
        }
        return search.build();
    }

    /**
     * Whether a listing that is still there stays in the answer: not where the answer ends some days back or at a price,
     * since listings grow old and change their prices.
     */
    public boolean keepsWhatItFound() {
        return daysSinceListed == null && minPrice == null && maxPrice == null;
    }

    /** A search for words, everywhere, in the site's own order. */
    public static SearchRequest of(String text) {
        return builder().text(text).build();
    }

    /** Starts a search for everything. */
    public static Builder builder() {
        return new Builder();
    }

    /** What comes first. */
    public enum Order {
        /** What the site thinks best. */
        BEST_MATCH,
        /** The newest listings. */
        NEWEST,
        /** The cheapest. */
        CHEAPEST,
        /** The dearest. */
        DEAREST,
        /** The nearest to the place. */
        NEAREST
    }

    /** Collects the parts of a search; they are checked when it is built. Not thread-safe. */
    public static final class Builder {

        private @Nullable String text;
        private @Nullable String location;
        private @Nullable String category;
        private @Nullable Long minPrice;
        private @Nullable Long maxPrice;
        private @Nullable GeoPoint near;
        private Set<Condition> conditions = Set.of();
        private @Nullable Integer radiusKm;
        private @Nullable Integer daysSinceListed;
        private Order order = Order.BEST_MATCH;

        private Builder() {}

        private void set(String name, String value) {
            switch (name) {
                case "text" -> text(value);
                case "location" -> location(value);
                case "category" -> category(value);
                case "near" -> near(pointOf(value));
                case "conditions" -> conditions(conditionsOf(value));
                case "minPrice" -> minPrice(Long.parseLong(value));
                case "maxPrice" -> maxPrice(Long.parseLong(value));
                case "radiusKm" -> radiusKm(Integer.valueOf(value));
                case "daysSinceListed" -> daysSinceListed(Integer.valueOf(value));
                case "order" -> order(Order.valueOf(value.toUpperCase(Locale.ROOT)));
                default -> throw new IllegalArgumentException("not a part of a search: " + name);
            }
        }

        private static GeoPoint pointOf(String value) {
            int comma = value.indexOf(',');
            if (comma < 0) {
                throw new IllegalArgumentException("not a point: " + value);
            }
            return new GeoPoint(
                    Double.parseDouble(value.substring(0, comma)), Double.parseDouble(value.substring(comma + 1)));
        }

        private static Condition[] conditionsOf(String value) {
            return Stream.of(value.split(",", -1))
                    .map(word -> Condition.of(word)
                            .orElseThrow(() -> new IllegalArgumentException("not a condition: " + word)))
                    .toArray(Condition[]::new);
        }

        /** Words to look for. Default everything. */
        public Builder text(@Nullable String text) {
            this.text = text;
            return this;
        }

        /** The place, as the site writes it. Default the site's. */
        public Builder location(@Nullable String location) {
            this.location = location;
            return this;
        }

        /** The point that the radius goes around. Default none. */
        public Builder near(@Nullable GeoPoint near) {
            this.near = near;
            return this;
        }

        /** Any of these conditions. Default all. */
        public Builder conditions(Condition... conditions) {
            this.conditions = Set.of(conditions);
            return this;
        }

        /** The category, as the site writes it. Default all. */
        public Builder category(@Nullable String category) {
            this.category = category;
            return this;
        }

        /** The lowest price, in whole units of the place's currency. Default none. */
        public Builder minPrice(long minPrice) {
            this.minPrice = minPrice;
            return this;
        }

        /** The highest price, in whole units of the place's currency. Default none. */
        public Builder maxPrice(long maxPrice) {
            this.maxPrice = maxPrice;
            return this;
        }

        /** How far around the place. Default the site's. */
        public Builder radiusKm(@Nullable Integer radiusKm) {
            this.radiusKm = radiusKm;
            return this;
        }

        /** How many days back. Default no limit. */
        public Builder daysSinceListed(@Nullable Integer daysSinceListed) {
            this.daysSinceListed = daysSinceListed;
            return this;
        }

        /** What comes first. Default {@link Order#BEST_MATCH}. */
        public Builder order(Order order) {
            this.order = order;
            return this;
        }

        /** The newest first. */
        public Builder newestFirst() {
            return order(Order.NEWEST);
        }

        /**
         * The search.
         *
         * @throws IllegalArgumentException naming the part that is out of range
         */
        public SearchRequest build() {
            return new SearchRequest(
                    text, location, near, category, minPrice, maxPrice, conditions, radiusKm, daysSinceListed, order);
        }
    }
}
