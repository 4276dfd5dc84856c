package dev.souk.scraper.selector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a description, and the line on which it begins. */
sealed interface Entry {

    int line();

    /** A word, number or sentence. */
    record Text(String value, int line) implements Entry {}

    /** Several parts without names. */
    record Sequence(List<Entry> members, int line) implements Entry {

        /** Copies the parts. */
        public Sequence {
            members = List.copyOf(members);
        }
    }

    /** Parts by name, in the order of the file. */
    record Mapping(Map<String, Entry> members, int line) implements Entry {

        /** Copies the parts. */
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }
}
