package dev.souk.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What differs between two catalogs. A table that only one of them has is named, and not all that hangs on it. */
record CatalogComparison(String owner, Catalog expected, Catalog found) {

    List<SchemaDifference> differences() {
        SortedSet<Thing> things = new TreeSet<>(expected.definitions().keySet());
        things.addAll(found.definitions().keySet());
        List<SchemaDifference> differences = new ArrayList<>();
        for (Thing thing : things) {
            String wanted = expected.definitions().get(thing);
            String there = found.definitions().get(thing);
            if (!Catalog.same(wanted, there) && !hangsOnAnother(thing)) {
                differences.add(new SchemaDifference(thing, owner, wanted, there));
            }
        }
        return differences;
    }

    private boolean hangsOnAnother(Thing thing) {
        return thing.kind() != Thing.Kind.TABLE && expected.holds(thing.table()) != found.holds(thing.table());
    }
}
