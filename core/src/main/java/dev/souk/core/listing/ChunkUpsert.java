package dev.souk.core.listing;

import dev.souk.core.transaction.Savepoints;
import dev.souk.model.listing.ListingKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
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

    private static final String LEFT_OUT = "the database kept nothing of it: a trigger leaves it out";

    private final DSLContext dsl;
    private final ListingWrites writes;
    private final boolean queued;
    private final List<UpsertOutcome> outcomes = new ArrayList<>();
    private final SightingNotes sightings;

    /** Keys that are there and say something new. */
    private final Set<ListingKey> known = new HashSet<>();

    /**
     * What is written is noted in {@code writes}, also if it is rolled back to a savepoint.
     *
     * @param queued whether this is said now: changes are put into the queue, what was there is seen again, and what was
     *     only missed is there again
     */
    ChunkUpsert(DSLContext dsl, ListingWrites writes, boolean queued) {
        this.dsl = dsl;
        this.writes = writes;
        this.queued = queued;
        sightings = new SightingNotes(queued);
    }

    /** Stores them and tells what became of each, in no order. */
    List<UpsertOutcome> run(List<GivenListing> given) {
        Probe probe = Probe.of(dsl, given);
        List<GivenListing> rest = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            ListingKey key = given.get(i).key();
            @Nullable Long unchanged = probe.unchanged(i);
            if (unchanged != null) {
                sightings.add(unchanged, null);
                outcomes.add(new UpsertOutcome.Unchanged(key, unchanged));
            } else {
                rest.add(given.get(i));
                if (probe.isKnown(i)) {
                    known.add(key);
                }
            }
        }
        store(rest);
        sightings.write(dsl);
        return outcomes;
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
                outcomes.add(RefusedField.rejected(given.get(0).listing(), e));
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
        Stored stored = new Stored(new ArrayList<>(), new SightingNotes(queued));
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
        LockedListings there = LockedListings.read(dsl, locked);
        List<ListingVersion> again = merge(locked, there, stored);
        written.addAll(again);
        unfinished.addAll(again);
        ListingRows.update(dsl, unfinished);
        writes.note(written);
        ListingParts parts = new ListingParts(dsl, there.parts());
        parts.write(written);
        if (queued) {
            parts.queue(written);
        }
        return stored;
    }

    /** The versions that have to be written over rows that are locked. */
    private List<ListingVersion> merge(List<GivenListing> locked, LockedListings there, Stored stored) {
        List<ListingVersion> versions = new ArrayList<>();
        for (GivenListing given : locked) {
            @Nullable StoredRow row = there.row(given.key());
            if (row == null) {
                stored.outcomes().add(new UpsertOutcome.Rejected(given.key(), null, null, LEFT_OUT));
                continue;
            }
            ListingVersion version = ListingVersion.after(row, given, queued);
            @Nullable ChangeKind kind = version.kind();
            stored.outcomes()
                    .add(
                            kind == null
                                    ? new UpsertOutcome.Unchanged(given.key(), row.id())
                                    : new UpsertOutcome.Changed(
                                            given.key(), row.id(), kind, row.status(), row.price(), row.shown()));
            boolean saidAll = given.contentHash().equals(version.hash());
            stored.sightings().add(row.id(), saidAll ? null : given.hash() + version.hash());
            if (version.isToBeWritten()) {
                versions.add(version);
            }
        }
        return versions;
    }

    /** What a part of the chunk came to; counted only when its savepoint was passed. */
    private record Stored(List<UpsertOutcome> outcomes, SightingNotes sightings) {}
}
