package dev.souk.core.listing;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Keywords;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.text.TextQuery;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names under which listings and pages of searches are kept in a cache: equal only for what is equal. */
final class CacheKeys {

    private CacheKeys() {}

    /** Of the listing of a number. */
    static String of(long id) {
        return "i/" + id;
    }

    /** Of the listing that a marketplace knows by an id. */
    static String of(SourceId source, String externalId) {
        return key(source.value(), externalId);
    }

    private static String key(String source, String externalId) {
        return "k/" + source + " " + externalId;
    }

    /** All keys of a listing. */
    static List<String> of(ListingKey key, long id) {
        return of(id, key.externalId(), key.source().value());
    }

    /** All keys of a row, whatever stands in it. */
    static List<String> of(long id, String externalId, String source) {
        return List.of(of(id), key(source, externalId));
    }

    /** Of a part of what a query finds, such as a page of a size. */
    static String of(ListingQuery query, Object... part) {
        StringBuilder text = new StringBuilder();
        write(text, query);
        write(text, List.of(part));
        return "s/" + Hashes.of(text.toString());
    }

    /** Goes through records by their components, so that a new one cannot be forgotten; each text with its length. */
    private static void write(StringBuilder text, @Nullable Object value) {
        if (value instanceof TextQuery query) {
            // Not as it was typed, but as it is understood.
            write(text, List.of(query.required(), query.excluded(), query.prices()));
        } else if (value instanceof Keywords words) {
            write(text, List.of(words.required(), words.excluded()));
        } else if (value instanceof Record record) {
            text.append(record.getClass().getName()).append('(');
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                write(text, read(record, component));
            }
            text.append(')');
        } else if (value instanceof Collection<?> values) {
            text.append('[');
            values.forEach(element -> write(text, element));
            text.append(']');
        } else {
            String leaf = String.valueOf(value);
            text.append(value == null ? 'n' : 'v')
                    .append(leaf.length())
                    .append(':')
                    .append(leaf);
        }
    }

    @Nullable
    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
