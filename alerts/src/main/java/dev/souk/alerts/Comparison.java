package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.listing.ListingStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a clause of an {@link Explanation} compares, as values: what the alert wants, and what was found in the listing. So
 * an application can say it in any language, with numbers as they are written there. What is found is null, or empty if
 * it is a list, where the listing does not say. Immutable, so any number of threads may use one.
 *
 * <pre>{@code
 * if (clause.compared() instanceof Comparison.Price price && price.isAbove()) {
 *     say("Der Preis %s liegt über %s".formatted(price.found(), price.max()));
 * }
 * }</pre>
 */
public sealed interface Comparison {

    /** Of a clause on the alert alone: {@link Explanation.Kind#ACTIVE}. */
    record Nothing() implements Comparison {}

    /** Of {@link Explanation.Kind#STATUS}. */
    record Status(ListingStatus found) implements Comparison {}

    /**
     * Of marketplaces, categories, subcategories and sellers, wanted or left out.
     *
     * @param wanted the names that the clause lists, as it compares them: categories in small letters
     */
    record Name(List<String> wanted, @Nullable String found) implements Comparison {

        /** Copies the names. */
        public Name {
            wanted = List.copyOf(wanted);
        }
    }

    /**
     * Of keywords and parts of the query, wanted or left out.
     *
     * @param wanted those of which one is looked for, in their order
     * @param found the first of them that occurs
     * @param isInTitle whether it occurs in the title; if not it does in the description, or was not found
     */
    record Text(List<Entry> wanted, @Nullable Entry found, boolean isInTitle) implements Comparison {

        /** Copies the entries. */
        public Text {
            wanted = List.copyOf(wanted);
        }

        /**
         * A word or phrase.
         *
         * @param typed as the person typed it
         * @param titleOnly whether it is looked for in the title alone
         */
        public record Entry(String typed, boolean titleOnly) {}
    }

    /**
     * Of {@link Explanation.Kind#PRICE} and {@link Explanation.Kind#QUERY_PRICE}. The bounds are in the currency of the price
     * that was found, if rates reach it, else in that of the alert.
     *
     * @param min null for no lower bound
     * @param max null for no upper bound
     * @param currency of the bounds; null if any will do, as in a query that names none
     */
    record Price(
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable String currency,
            @Nullable Money found) implements Comparison {

        /** Whether a price was found, in a currency that compares with the bounds. */
        public boolean isComparable() {
            return found != null && (currency == null || currency.equals(found.currency()));
        }

        /** Whether it is below the lowest that is wanted; false of what does not compare. */
        public boolean isBelow() {
            return isComparable()
                    && found != null
                    && min != null
                    && found.amount().compareTo(min) < 0;
        }

        /** Whether it is above the highest that is wanted; false of what does not compare. */
        public boolean isAbove() {
            return isComparable()
                    && found != null
                    && max != null
                    && found.amount().compareTo(max) > 0;
        }
    }

    /**
     * Of {@link Explanation.Kind#PRICE_DROP}.
     *
     * @param previous the price before
     */
    record Drop(
            PriceDrop wanted,
            @Nullable Money previous,
            @Nullable Money found) implements Comparison {}

    /** Of {@link Explanation.Kind#MEANT_PRICE}: the price that is, or is not, typed to be found. */
    record MeantPrice(@Nullable Money found) implements Comparison {}

    /** Of {@link Explanation.Kind#LOCATION}, the place in words. */
    record Location(String wanted, @Nullable String found) implements Comparison {}

    /**
     * Of {@link Explanation.Kind#NEAR}.
     *
     * @param circle of those wanted, the first in which the place lies, or else the one whose rim is nearest to it; null if it
     *     lies in a polygon, or no circle is wanted, or no place is found. The distance is {@code
     *     circle.center().distanceKm(found)}
     */
    record Near(
            List<GeoArea> wanted,
            @Nullable GeoPoint found,
            @Nullable GeoCircle circle) implements Comparison {

        /** Copies the areas. */
        public Near {
            wanted = List.copyOf(wanted);
        }
    }

    /**
     * Of {@link Explanation.Kind#ATTRIBUTE}.
     *
     * @param found its values as the listing says them; several where it has the name in several spellings
     */
    record Attribute(AttributeCriterion wanted, List<String> found) implements Comparison {

        /** Copies the values. */
        public Attribute {
            found = List.copyOf(found);
        }
    }

    /** Of {@link Explanation.Kind#PHOTOS}: at least so many, and how many there are. */
    record Photos(int wanted, int found) implements Comparison {}

    /**
     * Of {@link Explanation.Kind#LISTED_WITHIN}.
     *
     * @param found how long before it was asked the listing was listed; negative if after
     */
    record Age(Duration wanted, @Nullable Duration found) implements Comparison {}
}
