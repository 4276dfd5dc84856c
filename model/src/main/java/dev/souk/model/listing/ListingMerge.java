package dev.souk.model.listing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what is stored of a listing and what a page says now. The page is right about what it says, and what
 * it does not say is not thereby gone:
 *
 * <ul>
 *   <li>Title and URL are always said, the status unless it is {@link ListingStatus#UNKNOWN}.
 *   <li>A field that is null keeps what is stored. Id and name of the seller are two such fields, and so is every
 *       attribute, and so are the width and height of a photo that is stored already.
 *   <li>How a price is meant goes with the price, and how exact a point is with the point: another that comes without
 *       it loses it.
 *   <li>A path of categories goes when a category is said that does not stand in it, and who says a path without a
 *       subcategory says that there is none.
 *   <li>Photos are taken from the page that shows most: they replace the stored ones if the page has a description
 *       (it is the listing's own) or shows more than are stored, and they are passed over otherwise.
 * </ul>
 *
 * <p>Merging the same page twice gives the same as merging it once, and pages that differ only in how much they say do
 * not undo each other.
 */
final class ListingMerge {

    private ListingMerge() {}

    /** The two as one. Both must have the same key. */
    static Listing of(Listing stored, Listing said) {
        if (!stored.key().equals(said.key())) {
            throw new IllegalArgumentException("%s cannot update %s".formatted(said.key(), stored.key()));
        }
        Map<String, String> attributes = new TreeMap<>(stored.attributes());
        if (said.price() != null && !said.price().equals(stored.price())) {
            attributes.remove(Fact.PRICE_KIND.attribute());
        }
        if (said.point() != null && !said.point().equals(stored.point())) {
            attributes.remove(Fact.POINT_PRECISION.attribute());
        }
        if (contradicts(said, stored.facts().categoryPath())) {
            attributes.remove(Fact.CATEGORY_PATH.attribute());
        }
        attributes.putAll(said.attributes());
        return new Listing(
                said.key(),
                said.title(),
                said.url(),
                or(said.description(), stored.description()),
                or(said.price(), stored.price()),
                or(said.previousPrice(), stored.previousPrice()),
                or(said.location(), stored.location()),
                or(said.point(), stored.point()),
                or(said.category(), stored.category()),
                // Who tells the whole path and no subcategory says that there is none.
                hasPath(said) ? said.subcategory() : or(said.subcategory(), stored.subcategory()),
                new Seller(
                        or(said.seller().id(), stored.seller().id()),
                        or(said.seller().name(), stored.seller().name())),
                or(said.listedAt(), stored.listedAt()),
                said.status().orElse(stored.status()),
                new TreeMap<>(attributes),
                images(stored, said));
    }

    private static boolean hasPath(Listing listing) {
        return listing.attributes().containsKey(Fact.CATEGORY_PATH.attribute());
    }

    /** Whether a page names a category that does not stand in the path. */
    private static boolean contradicts(Listing said, List<String> path) {
        return Stream.of(said.category(), said.subcategory())
                .filter(Objects::nonNull)
                .anyMatch(name -> path.stream().noneMatch(name::equalsIgnoreCase));
    }

    private static List<ListingImage> images(Listing stored, Listing said) {
        boolean fuller = said.description() != null
                || said.images().size() > stored.images().size();
        if (said.images().isEmpty() || !fuller) {
            return stored.images();
        }
        Map<URI, ListingImage> known = stored.images().stream()
                .collect(Collectors.toMap(ListingImage::url, Function.identity(), (first, second) -> first));
        return said.images().stream()
                .map(image -> withKnownSize(image, known.get(image.url())))
                .toList();
    }

    private static ListingImage withKnownSize(ListingImage image, @Nullable ListingImage known) {
        return known == null
                ? image
                : new ListingImage(image.url(), or(image.width(), known.width()), or(image.height(), known.height()));
    }

    @Nullable
    private static <T> T or(@Nullable T said, @Nullable T stored) {
        return said == null ? stored : said;
    }
}
