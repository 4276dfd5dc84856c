package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.LISTING_SIGHTINGS;

import dev.souk.core.transaction.Savepoints;
import dev.souk.model.listing.ListingKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Stores some hundred listings, sorted by key, inside a transaction.
 *
 * <p>A probe tells by hashes which listings say nothing new. The others are inserted or locked in the order of keys;
 * those that were there are read under the lock and brought together with what was said, so the old price is the right
 * one also when two hosts write at once. Sightings that another transaction is just noting are passed over, so nobody
 * ever waits for them.
 */
final class ChunkUpsert {

    private final DSLContext dsl;
    private final ListingWrites writes;
    private final List<UpsertOutcome> outcomes = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();

    /** Keys that are there and say something new. */
    private final Set<ListingKey> known = new HashSet<>();

    /** What is written is noted in {@code writes}, also if it is rolled back to a savepoint. */
    ChunkUpsert(DSLContext dsl, ListingWrites writes) {
        this.dsl = dsl;
        this.writes = writes;
    }

    /** Stores them and tells what became of each, in no order. */
    List<UpsertOutcome> run(List<GivenListing> given) {
        Map<Integer, Known> probed = probe(given);
        List<GivenListing> rest = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            ListingKey key = given.get(i).key();
            @Nullable Known row = probed.get(i);
            if (row == null || !row.saysNothingNew()) {
                rest.add(given.get(i));
                if (row != null) {
                    known.add(key);
                }
            } else {
                sightings.add(new Sighting(row.id(), null));
                outcomes.add(new UpsertOutcome.Unchanged(key, row.id()));
            }
        }
        store(rest);
        noteSightings();
        return outcomes;
    }

    /** The listings that are stored, by their place among those given. */
    private Map<Integer, Known> probe(List<GivenListing> given) {
        UnnestedRows<GivenListing> rows = new UnnestedRows<>(given);
        Field<Integer> ordinal = rows.ordinal();
        Field<String> externalId = rows.text("external_id", row -> row.key().externalId());
        Field<String> source = rows.text("source", row -> row.key().source().value());
        Field<byte[]> hash = rows.bytes("hash", GivenListing::hash);
        Field<Boolean> saysNothingNew = DSL.field(LISTING.CONTENT_HASH
                .eq(rows.bytes("content_hash", GivenListing::contentHash))
                .or(LISTING_SIGHTINGS.SAID.eq(DSL.field("{0} || {1}", SQLDataType.BLOB, hash, LISTING.CONTENT_HASH))));
        return dsl.select(ordinal, LISTING.ID, saysNothingNew)
                .from(rows.table())
                .join(LISTING)
                .on(LISTING.EXTERNAL_ID.eq(externalId), LISTING.SOURCE.eq(source))
                .leftJoin(LISTING_SIGHTINGS)
                .on(LISTING_SIGHTINGS.LISTING_ID.eq(LISTING.ID))
                .fetchMap(ordinal, row -> new Known(row.value2(), Boolean.TRUE.equals(row.value3())));
    }

    /** Stores all at once; where the database refuses, by halves, until the refused ones stand alone. */
    private void store(List<GivenListing> given) {
        if (given.isEmpty()) {
            return;
        }
        try {
            Stored stored = Savepoints.within(dsl, () -> storeAll(given));
            outcomes.addAll(stored.outcomes());
            sightings.addAll(stored.sightings());
        } catch (DataAccessException e) {
            if (!Savepoints.isAboutData(e)) {
                throw e;
            }
            if (given.size() == 1) {
                outcomes.add(new UpsertOutcome.Rejected(given.get(0).key(), Savepoints.reason(e)));
            } else {
                int middle = given.size() / 2;
                store(given.subList(0, middle));
                store(given.subList(middle, given.size()));
            }
        }
    }

    private Stored storeAll(List<GivenListing> given) {
        List<ListingVersion> firsts = given.stream().map(ListingVersion::first).toList();
        Map<ListingKey, Long> inserted = ListingRows.insertOrLock(dsl, firsts, known);
        List<ListingVersion> written = new ArrayList<>();
        List<ListingVersion> unfinished = new ArrayList<>();
        List<GivenListing> locked = new ArrayList<>();
        Stored stored = new Stored(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < given.size(); i++) {
            ListingKey key = given.get(i).key();
            @Nullable Long id = inserted.get(key);
            if (id == null) {
                locked.add(given.get(i));
            } else {
                ListingVersion version = firsts.get(i).numbered(id);
                written.add(version);
                if (known.contains(key)) {
                    unfinished.add(version); // deleted since the probe
                }
                stored.outcomes().add(new UpsertOutcome.New(key, id));
            }
        }
        List<ListingVersion> again = locked.isEmpty() ? List.of() : merge(locked, stored);
        written.addAll(again);
        unfinished.addAll(again);
        ListingRows.update(dsl, unfinished);
        writes.note(written);
        new ListingParts(dsl).write(written);
        return stored;
    }

    /** The versions that have to be written over rows that are locked. */
    private List<ListingVersion> merge(List<GivenListing> locked, Stored stored) {
        Map<ListingKey, StoredRow> rows = readByKey(locked);
        List<ListingVersion> versions = new ArrayList<>();
        for (GivenListing given : locked) {
            StoredRow row = Objects.requireNonNull(rows.get(given.key()), "a locked listing is there");
            ListingVersion version = ListingVersion.after(row, given.listing());
            @Nullable ChangeKind kind = version.kind();
            stored.outcomes()
                    .add(
                            kind == null
                                    ? new UpsertOutcome.Unchanged(given.key(), row.id())
                                    : new UpsertOutcome.Changed(
                                            given.key(), row.id(), kind, row.status(), row.price()));
            boolean saidAll = given.contentHash().equals(version.hash());
            stored.sightings().add(new Sighting(row.id(), saidAll ? null : given.hash() + version.hash()));
            if (version.isToBeWritten()) {
                versions.add(version);
            }
        }
        return versions;
    }

    private Map<ListingKey, StoredRow> readByKey(List<GivenListing> given) {
        UnnestedRows<GivenListing> rows = new UnnestedRows<>(given);
        Field<String> externalId = rows.text("external_id", row -> row.key().externalId());
        Field<String> source = rows.text("source", row -> row.key().source().value());
        Map<ListingKey, StoredRow> found = new HashMap<>();
        ListingReader.select(dsl)
                .join(rows.table())
                .on(LISTING.EXTERNAL_ID.eq(externalId), LISTING.SOURCE.eq(source))
                .fetch(ListingReader::read)
                .forEach(row -> found.put(Objects.requireNonNull(row.key()), row));
        return found;
    }

    private void noteSightings() {
        if (sightings.isEmpty()) {
            return;
        }
        UnnestedRows<Sighting> rows = new UnnestedRows<>(sightings);
        Field<Long> id = rows.column("id", SQLDataType.BIGINT, Sighting::listingId);
        Field<byte[]> said = rows.bytes("said", Sighting::said).as("said");
        var free = DSL.select(LISTING_SIGHTINGS.LISTING_ID, said)
                .from(rows.table())
                .join(LISTING_SIGHTINGS)
                .on(LISTING_SIGHTINGS.LISTING_ID.eq(id))
                .forUpdate()
                .of(LISTING_SIGHTINGS)
                .skipLocked()
                .asTable("free");
        dsl.update(LISTING_SIGHTINGS)
                .set(
                        LISTING_SIGHTINGS.LAST_SEEN_AT,
                        DSL.greatest(
                                LISTING_SIGHTINGS.LAST_SEEN_AT,
                                DSL.currentTimestamp().cast(SQLDataType.INSTANT)))
                .set(LISTING_SIGHTINGS.SAID, DSL.coalesce(free.field(said), LISTING_SIGHTINGS.SAID))
                .from(free)
                .where(LISTING_SIGHTINGS.LISTING_ID.eq(free.field(LISTING_SIGHTINGS.LISTING_ID)))
                .execute();
    }

    /** A listing that is stored. */
    private record Known(long id, boolean saysNothingNew) {}

    /** What a part of the chunk came to; counted only when its savepoint was passed. */
    private record Stored(List<UpsertOutcome> outcomes, List<Sighting> sightings) {}

    /**
     * A listing that was there and was seen again.
     *
     * @param said for {@code listing_sightings.said}, two hashes in hexadecimal digits; null to leave that alone
     */
    private record Sighting(long listingId, @Nullable String said) {}
}
