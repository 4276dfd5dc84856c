package dev.souk.alerts;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Category paths of the small world, and what a subcategory is compared with, as the documentation says it. */
final class CategoryPaths {

    private static final List<String> STEPS = List.of("Bikes", "bikes", "Folding", "PHONES", "Home İ", "Home i", "");

    private CategoryPaths() {}

    /** A third of the listings have one, of one to four steps. Told by the key, so that a seed draws all else as before. */
    static Optional<String> of(ListingKey key) {
        int number = Integer.parseInt(key.externalId().substring(2));
        return number % 3 > 0
                ? Optional.empty()
                : Optional.of(IntStream.iterate(number / 3, left -> left / STEPS.size())
                        .limit(1 + number % 4)
                        .mapToObj(left -> STEPS.get(left % STEPS.size()))
                        .collect(Collectors.joining(" > ")));
    }

    /** The subcategory, and of the first twenty steps of a path of up to 600 characters all but the first. */
    static List<String> subcategories(Listing listing) {
        String said = listing.attributes().getOrDefault("category_path", "");
        String[] path = said.codePoints().count() > 600 ? new String[0] : said.split(" > ");
        return Stream.concat(
                        Stream.ofNullable(listing.subcategory()),
                        Stream.of(path).limit(20).skip(1).filter(step -> !step.isEmpty()))
                .toList();
    }
}
