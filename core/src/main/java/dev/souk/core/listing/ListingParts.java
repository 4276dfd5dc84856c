package dev.souk.core.listing;

import dev.souk.core.listing.StoredParts.Attribute;
import dev.souk.core.listing.StoredParts.Image;
import dev.souk.core.listing.StoredParts.Stored;
import dev.souk.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes what hangs on listings that were just written, for many listings in one statement each. Of images and attributes
 * only the rows that differ are written.
 */
final class ListingParts {

    private static final String DELETE_IMAGES = "delete from {schema}.images where id = any(?)";

    private static final String UPDATE_IMAGES = """
            update {schema}.images as image set url = given.url, width = given.width, height = given.height
            from unnest(?, ?, ?, ?) as given (id, url, width, height) where image.id = given.id""";

    private static final String INSERT_IMAGES = """
            insert into {schema}.images (listing_id, position, url, width, height)
            select * from unnest(?, ?, ?, ?, ?)""";

    private static final String DELETE_ATTRIBUTES = "delete from {schema}.listing_attributes where id = any(?)";

    private static final String UPDATE_ATTRIBUTES = """
            update {schema}.listing_attributes as attribute set value = given.value
            from unnest(?, ?) as given (id, value) where attribute.id = given.id""";

    private static final String INSERT_ATTRIBUTES = """
            insert into {schema}.listing_attributes (listing_id, key, value) select * from unnest(?, ?, ?)""";

    private static final String INSERT_PRICES = """
            insert into {schema}.listing_prices (listing_id, price, currency) select * from unnest(?, ?, ?)""";

    private static final String INSERT_CHANGES = """
            insert into {schema}.listing_changes (listing_id, kind, old_price, old_currency)
            select * from unnest(?, ?, ?, ?)""";

    private static final String INSERT_SIGHTINGS = """
            insert into {schema}.listing_sightings (listing_id) select * from unnest(?)""";

    private final DSLContext dsl;
    private final StoredParts stored;

    /** {@code stored} has the parts of listings that were there before. */
    ListingParts(DSLContext dsl, StoredParts stored) {
        this.dsl = dsl;
        this.stored = stored;
    }

    /** Brings images, attributes, price history and sightings in step. */
    void write(List<ListingVersion> versions) {
        writeImages(select(versions, ListingVersion::hasNewImages));
        writeAttributes(select(versions, ListingVersion::hasNewAttributes));
        run(
                INSERT_PRICES,
                select(versions, ListingVersion::hasNewPrice),
                statement -> statement
                        .longs(ListingVersion::id)
                        .decimals(
                                version -> ListingRows.amount(version.listing().price()))
                        .texts(version -> ListingRows.currency(version.listing().price())));
        run(
                INSERT_SIGHTINGS,
                select(versions, version -> version.before() == null),
                statement -> statement.longs(ListingVersion::id));
    }

    /** Puts what happened into the queue of changes. */
    void queue(List<ListingVersion> versions) {
        run(
                INSERT_CHANGES,
                select(versions, version -> version.kind() != null),
                statement -> statement
                        .longs(ListingVersion::id)
                        .texts(version -> Objects.requireNonNull(version.kind()).stored())
                        .decimals(version -> ListingRows.amount(oldPrice(version)))
                        .texts(version -> ListingRows.currency(oldPrice(version))));
    }

    private void writeImages(List<ListingVersion> versions) {
        Difference<Image> images = new Difference<>((one, other) -> one.position() == other.position());
        versions.forEach(
                version -> images.add(stored.imagesOf(version.id()), Image.of(version.id(), version.listing())));
        run(DELETE_IMAGES, images.surplus, statement -> statement.longs(id -> id));
        run(
                UPDATE_IMAGES,
                images.other,
                statement -> statement
                        .longs(Stored::id)
                        .texts(row -> row.part().url())
                        .integers(row -> row.part().width())
                        .integers(row -> row.part().height()));
        run(
                INSERT_IMAGES,
                images.missing,
                statement -> statement
                        .longs(Image::listingId)
                        .integers(Image::position)
                        .texts(Image::url)
                        .integers(Image::width)
                        .integers(Image::height));
    }

    private void writeAttributes(List<ListingVersion> versions) {
        Difference<Attribute> attributes =
                new Difference<>((one, other) -> one.key().equals(other.key()));
        versions.forEach(version ->
                attributes.add(stored.attributesOf(version.id()), Attribute.of(version.id(), version.listing())));
        run(DELETE_ATTRIBUTES, attributes.surplus, statement -> statement.longs(id -> id));
        run(
                UPDATE_ATTRIBUTES,
                attributes.other,
                statement -> statement.longs(Stored::id).texts(row -> row.part().value()));
        run(
                INSERT_ATTRIBUTES,
                attributes.missing,
                statement -> statement
                        .longs(Attribute::listingId)
                        .texts(Attribute::key)
                        .texts(Attribute::value));
    }

    private <T> void run(String sql, List<T> rows, UnaryOperator<ColumnStatement<T>> columns) {
        if (!rows.isEmpty()) {
            columns.apply(ColumnStatement.of(dsl, sql, rows)).execute();
        }
    }

    private static List<ListingVersion> select(List<ListingVersion> versions, Predicate<ListingVersion> which) {
        return versions.stream().filter(which).toList();
    }

    /** Told of a listing that became cheaper or dearer; of one that was sold it says nothing. */
    @Nullable
    private static Money oldPrice(ListingVersion version) {
        @Nullable StoredRow before = version.before();
        return before == null || version.kind() != ChangeKind.REPRICED ? null : before.price();
    }

    /** What has to be deleted, overwritten and inserted, so that the rows are those that are wanted. */
    private static final class Difference<T> {

        private final BiPredicate<T, T> samePlace;
        private final List<Long> surplus = new ArrayList<>();
        private final List<Stored<T>> other = new ArrayList<>();
        private final List<T> missing = new ArrayList<>();

        /** A row may be overwritten by a part that has the same place in its listing. */
        Difference(BiPredicate<T, T> samePlace) {
            this.samePlace = samePlace;
        }

        void add(List<Stored<T>> there, List<T> wanted) {
            List<Stored<T>> free = new ArrayList<>(there);
            free.removeIf(row -> wanted.contains(row.part()));
            for (T part : wanted) {
                if (there.stream().noneMatch(row -> row.part().equals(part))) {
                    place(part, free);
                }
            }
            free.forEach(row -> surplus.add(row.id()));
        }

        private void place(T part, List<Stored<T>> free) {
            for (int i = 0; i < free.size(); i++) {
                if (samePlace.test(free.get(i).part(), part)) {
                    other.add(new Stored<>(free.remove(i).id(), part));
                    return;
                }
            }
            missing.add(part);
        }
    }
}
