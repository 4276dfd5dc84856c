package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.Phrase;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How much {@link AlertCriteria} can demand. */
final class CriteriaLimits {

    private CriteriaLimits() {}

    static void requireFew(String field, Collection<?> entries) {
        if (entries.size() > AlertCriteria.MAX_ENTRIES) {
            throw new InvalidValueException(
                    field, entries.size(), field + " has more than 100 entries: " + entries.size());
        }
    }

    static SortedSet<SourceId> few(String field, SortedSet<SourceId> sources) {
        requireFew(field, sources);
        // As a collection, which brings no order of its own.
        return Collections.unmodifiableSortedSet(new TreeSet<>((Collection<SourceId>) sources));
    }

    static SortedSet<String> lowerCase(String field, SortedSet<String> names) {
        requireFew(field, names);
        SortedSet<String> lower = new TreeSet<>();
        for (String name : names) {
            if (name.isBlank()) {
                throw new InvalidValueException(field, name, field + " holds a blank entry");
            }
            // In lower case, which is what is kept: a few letters become two.
            lower.add(StorableText.require(field, name.toLowerCase(Locale.ROOT), Listing.MAX_WORDS_LENGTH));
        }
        return Collections.unmodifiableSortedSet(lower);
    }

    static List<GeoArea> places(List<GeoArea> areas) {
        if (areas.size() > AlertCriteria.MAX_PLACES) {
            throw new InvalidValueException("near", areas.size(), "near has more than 20 places: " + areas.size());
        }
        int points = areas.stream()
                .mapToInt(area ->
                        area instanceof GeoPolygon polygon ? polygon.points().size() : 0)
                .sum();
        if (points > AlertCriteria.MAX_POINTS) {
            throw new InvalidValueException(
                    "near", points, "the polygons of near have more than 300 points: " + points);
        }
        return List.copyOf(areas);
    }

    static void location(@Nullable String location) {
        StorableText.requireNullable("location", location, Listing.MAX_WORDS_LENGTH);
        if (location != null && Phrase.of(location).isEmpty()) {
            throw new InvalidValueException(
                    "location", location, "location holds neither letter nor digit: '" + location + "'");
        }
    }

    /** Of a clause that is not there it means nothing that silence is accepted. */
    static void retain(Set<CriteriaClause> accepted, CriteriaClause clause, boolean isThere) {
        if (!isThere) {
            accepted.remove(clause);
        }
    }

    static int photos(int photos) {
        if (photos < 0 || photos > AlertCriteria.MAX_PHOTOS) {
            throw new InvalidValueException("minPhotos", photos, "photos demanded must be from 0 to 100: " + photos);
        }
        return photos;
    }

    static @Nullable Duration age(@Nullable Duration age) {
        if (age != null && (age.getNano() != 0 || age.getSeconds() < 1 || age.compareTo(AlertCriteria.MAX_AGE) > 0)) {
            throw new InvalidValueException(
                    "listedWithin", age, "listed within must be whole seconds, at most 1,000 days: " + age);
        }
        return age;
    }
}
