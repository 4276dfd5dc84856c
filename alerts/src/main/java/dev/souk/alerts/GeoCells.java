package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;
import java.util.function.LongConsumer;

/**
 * The Earth cut into cells of about equal width and height. Level 0 is one cell; each level halves the height. A row near
 * a pole has fewer cells than one at the equator, so that a circle lies in few cells anywhere.
 */
final class GeoCells {

    /** The finest level: cells 1.2 km high. */
    static final int FINEST = 14;

    private static final double HALF_MERIDIAN_KM = Math.PI * GeoPoint.EARTH_RADIUS_KM;
    private static final double COARSE_KM = 5_000;
    /** More than the rounding errors of {@link GeoPoint#distanceKm} below {@link #COARSE_KM}. */
    private static final double MARGIN_KM = 0.001;

    private static final int[][] COLUMNS = new int[FINEST + 1][];

    static {
        for (int level = 0; level <= FINEST; level++) {
            COLUMNS[level] = new int[1 << level];
            for (int row = 0; row < 1 << level; row++) {
                COLUMNS[level][row] = countColumns(row, level);
            }
        }
    }

    private GeoCells() {}

    /** The finest level at which a circle of this radius is no higher than three rows. */
    static int level(double radiusKm) {
        if (radiusKm > COARSE_KM) {
            return 0;
        }
        int level = (int) Math.floor(Math.log(HALF_MERIDIAN_KM / (radiusKm + MARGIN_KM)) / Math.log(2));
        return Math.max(0, Math.min(FINEST, level));
    }

    /** The cell of a place. */
    static long cell(GeoPoint place, int level) {
        int row = row(place.latitude(), level);
        return cell(row, column(place.longitude(), COLUMNS[level][row]));
    }

    /** Hands over every cell of that level that a place in the circle can lie in, each once. */
    static void cover(GeoCircle circle, int level, LongConsumer cells) {
        if (level == 0) {
            cells.accept(cell(0, 0));
            return;
        }
        double latitude = circle.center().latitude();
        double angle = (circle.radiusKm() + MARGIN_KM) / GeoPoint.EARTH_RADIUS_KM;
        double reach = Math.toDegrees(angle);
        double halfWidth = halfWidth(latitude, angle);
        int last = row(Math.min(90, latitude + reach), level);
        for (int row = row(Math.max(-90, latitude - reach), level); row <= last; row++) {
            addColumns(cells, row, COLUMNS[level][row], circle.center().longitude(), halfWidth);
        }
    }

    /** Degrees of longitude from the centre to the outermost meridian that touches the circle; 180 for all. */
    private static double halfWidth(double latitude, double angle) {
        if (Math.abs(Math.toRadians(latitude)) + angle >= Math.PI / 2) {
            return 180;
        }
        double sine = Math.sin(angle) / Math.cos(Math.toRadians(latitude));
        return sine >= 1 ? 180 : Math.toDegrees(Math.asin(sine)) + 1e-6;
    }

    private static void addColumns(LongConsumer cells, int row, int columns, double longitude, double halfWidth) {
        int first = (int) Math.floor((longitude - halfWidth + 180) / 360 * columns);
        int last = (int) Math.floor((longitude + halfWidth + 180) / 360 * columns);
        int count = Math.min(columns, last - first + 1);
        for (int i = 0; i < count; i++) {
            cells.accept(cell(row, Math.floorMod(first + i, columns)));
        }
    }

    private static int row(double latitude, int level) {
        int rows = 1 << level;
        return Math.min(rows - 1, (int) ((latitude + 90) / 180 * rows));
    }

    private static int column(double longitude, int columns) {
        return Math.floorMod((int) Math.floor((longitude + 180) / 360 * columns), columns);
    }

    /** As many cells as fit round the row's edge nearest to the equator, each about as wide as it is high. */
    private static int countColumns(int row, int level) {
        if (level == 0) {
            return 1;
        }
        int fromEquator = Math.min(Math.abs(row - (1 << (level - 1))), Math.abs(row + 1 - (1 << (level - 1))));
        double latitude = fromEquator * 180.0 / (1 << level);
        return Math.max(1, (int) ((2 << level) * Math.cos(Math.toRadians(latitude))));
    }

    private static long cell(int row, int column) {
        return ((long) row << 32) | column;
    }
}
