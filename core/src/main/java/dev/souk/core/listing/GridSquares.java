package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * The map cut into squares of three sizes, each with a number. The index {@code listings_search} holds the three squares
 * that a listing lies in, so that a box is found as one of a few numbers, together with words and categories.
 */
final class GridSquares {

    /** As the index has it: PostgreSQL takes it for this expression and no other. */
    private static final String OF_LISTING = """
            ARRAY[
            cast(floor(({0} + 90) / 0.1) as integer) * 4096 + cast(floor(({1} + 180) / 0.1) as integer),
            cast(floor(({0} + 90) / 0.5) as integer) * 4096 + cast(floor(({1} + 180) / 0.5) as integer) + 16777216,
            cast(floor(({0} + 90) / 2.5) as integer) * 4096 + cast(floor(({1} + 180) / 2.5) as integer) + 33554432]""";

    private static final List<Size> SIZES =
            List.of(new Size(0.1, 0), new Size(0.5, 16_777_216), new Size(2.5, 33_554_432));

    private static final int ROW = 4096;

    /** Numbers asked for at once. */
    private static final int MOST = 64;

    private GridSquares() {}

    /** That a listing lies in one of the squares that hold the box; empty if they are too many to help. */
    static Optional<Condition> condition(GeoBox box) {
        return covering(box)
                .map(squares -> DSL.condition(
                        OF_LISTING + " && cast({2} as integer[])",
                        LISTING.LATITUDE,
                        LISTING.LONGITUDE,
                        DSL.val(squares.toArray(Integer[]::new))));
    }

    /** The fewest and smallest squares that hold every point of the box. */
    static Optional<Set<Integer>> covering(GeoBox box) {
        if (box.hasEveryLongitude()) {
            return Optional.empty();
        }
        return SIZES.stream()
                .filter(size -> size.count(box) <= MOST)
                .findFirst()
                .map(size -> size.covering(box));
    }

    /** Squares of one size, in degrees; their numbers begin at {@code base}. */
    private record Size(double degrees, int base) {

        private int row(double latitude) {
            return (int) Math.floor((Math.max(-90, Math.min(90, latitude)) + 90) / degrees);
        }

        /** Counts on beyond the date line. */
        private int column(double longitude) {
            return (int) Math.floor((longitude + 180) / degrees);
        }

        long count(GeoBox box) {
            return (row(box.north()) - row(box.south()) + 1L) * (column(box.east()) - column(box.west()) + 1L);
        }

        Set<Integer> covering(GeoBox box) {
            int around = column(180);
            Set<Integer> squares = new LinkedHashSet<>();
            for (int row = row(box.south()); row <= row(box.north()); row++) {
                for (int column = column(box.west()); column <= column(box.east()); column++) {
                    squares.add(base + row * ROW + Math.floorMod(column, around));
                    if (column < 0 || column >= around) {
                        // Longitude 180 itself stands in a column of its own.
                        squares.add(base + row * ROW + around);
                    }
                }
            }
            return squares;
        }
    }
}
