package dev.souk.schema;

import static dev.souk.schema.Ddl.name;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The statements that turn one catalog into another, in an order in which they can be run. */
final class CatalogScript {

    /*
     * What only one side has is dropped or made. What both have and is not the same is altered where PostgreSQL can,
     * and else dropped and made anew, with everything that depends on it. Things that look at others go first and come
     * last: triggers, rules, policies, views, then keys, then indexes, then columns and tables, then functions and types.
     */
    private static final List<Thing.Kind> DROPPED_FIRST =
            List.of(Thing.Kind.SETTING, Thing.Kind.TRIGGER, Thing.Kind.RULE, Thing.Kind.POLICY, Thing.Kind.STATISTICS);

    private static final List<Thing.Kind> MADE_LAST =
            List.of(Thing.Kind.STATISTICS, Thing.Kind.RULE, Thing.Kind.TRIGGER, Thing.Kind.POLICY, Thing.Kind.SETTING);

    private static final Set<Thing.Kind> MADE_ANEW = EnumSet.of(
            Thing.Kind.TYPE,
            Thing.Kind.CONSTRAINT,
            Thing.Kind.INDEX,
            Thing.Kind.STATISTICS,
            Thing.Kind.TRIGGER,
            Thing.Kind.RULE,
            Thing.Kind.POLICY);

    private final Catalog from;
    private final Catalog to;
    private final SortedSet<Thing> dropped = new TreeSet<>();
    private final SortedSet<Thing> made = new TreeSet<>();
    private final SortedSet<Thing> altered = new TreeSet<>();
    private final SortedSet<Thing> unknown = new TreeSet<>();
    private final List<String> statements = new ArrayList<>();

    CatalogScript(Catalog from, Catalog to) {
        this.from = from;
        this.to = to;
        SortedSet<Thing> all = new TreeSet<>(from.definitions().keySet());
        all.addAll(to.definitions().keySet());
        for (Thing thing : all) {
            String before = from.definitions().get(thing);
            String after = to.definitions().get(thing);
            if (before == null) {
                made.add(thing);
            } else if (after == null) {
                dropped.add(thing);
            } else if (!Catalog.same(before, after)) {
                (isMadeAnew(thing, before, after) ? dropped : altered).add(thing);
            }
        }
        while (dropped.addAll(dependents())) {
            // Until nothing is left that looks at what is dropped.
        }
        for (Thing thing : dropped) {
            if (to.definitions().containsKey(thing)) {
                made.add(thing);
            }
        }
        altered.removeAll(dropped);
        made.removeIf(this::comesWithItsConstraint);
        dropped.removeIf(this::goesWithAnother);
        leaveOut(made, to);
        leaveOut(dropped, from);
        statements.addAll(build());
    }

    private void leaveOut(Collection<Thing> things, Catalog catalog) {
        things.removeIf(thing -> !Ddl.isKnown(thing, catalog.definition(thing)) && unknown.add(thing));
    }

    /** What it cannot make or drop, such as grants, which are for the host to give. */
    SortedSet<Thing> unknown() {
        return unknown;
    }

    /** What is dropped and not made again. */
    SortedSet<Thing> lost() {
        SortedSet<Thing> lost = new TreeSet<>(dropped);
        lost.removeAll(made);
        return lost;
    }

    SortedSet<Thing> made() {
        return made;
    }

    SortedSet<Thing> altered() {
        return altered;
    }

    /** The script; empty if there is no difference. */
    String text() {
        return statements.stream().filter(statement -> !statement.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private static boolean isMadeAnew(Thing thing, String before, String after) {
        return switch (thing.kind()) {
            case COLUMN -> ColumnDefinition.of(before).mustBeMadeAnewAs(ColumnDefinition.of(after));
            case TABLE -> Ddl.isView(before) || !withoutRowSecurity(before).equals(withoutRowSecurity(after));
            case FUNCTION -> !line(before, " RETURNS ").equals(line(after, " RETURNS "));
            default -> MADE_ANEW.contains(thing.kind());
        };
    }

    private static String line(String definition, String start) {
        return definition
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("");
    }

    private static String withoutRowSecurity(String definition) {
        return definition.replaceFirst(" with row level security(, forced)?$", "");
    }

    /** What stays in both but cannot stay through the change. */
    private Collection<Thing> dependents() {
        Set<Thing> found = new LinkedHashSet<>();
        for (Thing thing : from.definitions().keySet()) {
            if (!dropped.contains(thing)
                    && to.definitions().containsKey(thing)
                    && from.dependencies(thing).stream().anyMatch(needed -> hinders(thing, needed))) {
                found.add(thing);
            }
        }
        return found;
    }

    private boolean hinders(Thing thing, Thing needed) {
        boolean view = thing.kind() == Thing.Kind.TABLE && Ddl.isView(from.definition(thing));
        boolean looks = view || DROPPED_FIRST.contains(thing.kind());
        boolean generated = thing.kind() == Thing.Kind.COLUMN
                && ColumnDefinition.of(from.definition(thing)).isGenerated();
        if (dropped.contains(needed)) {
            boolean bound = thing.kind() == Thing.Kind.CONSTRAINT || thing.kind() == Thing.Kind.INDEX;
            return looks || bound || generated;
        }
        return altered.contains(needed)
                && needed.kind() == Thing.Kind.COLUMN
                && changesType(needed)
                && (looks || generated);
    }

    private boolean changesType(Thing column) {
        return !ColumnDefinition.of(from.definition(column))
                .type()
                .equals(ColumnDefinition.of(to.definition(column)).type());
    }

    private boolean comesWithItsConstraint(Thing thing) {
        return thing.kind() == Thing.Kind.INDEX && to.definitions().containsKey(constraintOf(thing));
    }

    private boolean goesWithAnother(Thing thing) {
        boolean whole = thing.kind() != Thing.Kind.TABLE && isGone(thing.table());
        boolean owned = thing.kind() == Thing.Kind.SEQUENCE && isGone(owner(from.definition(thing)));
        return whole
                || owned
                || (thing.kind() == Thing.Kind.INDEX && from.definitions().containsKey(constraintOf(thing)));
    }

    private static Thing constraintOf(Thing index) {
        return new Thing(Thing.Kind.CONSTRAINT, index.table(), index.name());
    }

    private boolean isGone(String table) {
        return dropped.contains(new Thing(Thing.Kind.TABLE, table, ""));
    }

    private boolean isNew(String table) {
        return made.contains(new Thing(Thing.Kind.TABLE, table, ""));
    }

    private static String owner(String sequence) {
        return sequence.contains(" OWNED BY ") ? sequence.replaceFirst(".* OWNED BY ([^.]+)\\..*", "$1") : "";
    }

    private List<String> build() {
        List<String> script = new ArrayList<>();
        // Away.
        for (Thing.Kind kind : DROPPED_FIRST) {
            drop(script, kind);
        }
        ordered(dropped, from, true).forEach(view -> script.add(Ddl.drop(view, from.definition(view))));
        dropped.stream()
                .filter(thing -> isForeignKey(thing, from))
                .forEach(key -> script.add(Ddl.drop(key, from.definition(key))));
        of(dropped, Thing.Kind.CONSTRAINT).stream()
                .filter(thing -> !isForeignKey(thing, from))
                .forEach(key -> script.add(Ddl.drop(key, from.definition(key))));
        drop(script, Thing.Kind.INDEX);
        drop(script, Thing.Kind.COLUMN);
        String tables =
                tables(dropped, from).stream().map(thing -> name(thing.table())).collect(Collectors.joining(", "));
        script.add(tables.isEmpty() ? "" : "DROP TABLE " + tables + ";");
        drop(script, Thing.Kind.SEQUENCE);
        // Here and other.
        make(script, Thing.Kind.TYPE);
        of(made, Thing.Kind.SEQUENCE).forEach(it -> script.add(Ddl.create(it, to.definition(it))));
        List<Thing> early = of(made, Thing.Kind.FUNCTION).stream()
                .filter(this::servesAColumn)
                .toList();
        early.stream().filter(it -> !dropped.contains(it)).forEach(it -> script.add(Ddl.create(it, to.definition(it))));
        tables(made, to).forEach(table -> script.add(CreateTable.of(table, to)));
        of(made, Thing.Kind.COLUMN).stream()
                .filter(column -> !isNew(column.table()))
                .forEach(column -> script.add(Ddl.create(column, to.definition(column))));
        alterTables(script);
        alterSequences(script);
        drop(script, Thing.Kind.FUNCTION);
        drop(script, Thing.Kind.TYPE);
        of(altered, Thing.Kind.FUNCTION).forEach(it -> script.add(Ddl.create(it, to.definition(it))));
        of(made, Thing.Kind.FUNCTION).stream()
                .filter(it -> dropped.contains(it) || !early.contains(it))
                .forEach(it ->
                        script.add(Ddl.create(it, to.definition(it)).replaceFirst("^CREATE OR REPLACE", "CREATE")));
        // Back on top.
        List<Thing> keys = of(made, Thing.Kind.CONSTRAINT);
        keys.stream()
                .filter(key -> !isForeignKey(key, to))
                .forEach(key -> script.add(Ddl.create(key, to.definition(key))));
        keys.stream()
                .filter(key -> isForeignKey(key, to))
                .forEach(key -> script.add(Ddl.create(key, to.definition(key))));
        make(script, Thing.Kind.INDEX);
        ordered(made, to, false).forEach(view -> script.add(Ddl.create(view, to.definition(view))));
        for (Thing.Kind kind : MADE_LAST) {
            make(script, kind);
        }
        of(altered, Thing.Kind.SETTING).forEach(it -> script.add(Ddl.create(it, to.definition(it))));
        return script;
    }

    private static List<Thing> of(Collection<Thing> things, Thing.Kind kind) {
        return things.stream().filter(thing -> thing.kind() == kind).toList();
    }

    private void drop(List<String> script, Thing.Kind kind) {
        of(dropped, kind).forEach(thing -> script.add(Ddl.drop(thing, from.definition(thing))));
    }

    private void make(List<String> script, Thing.Kind kind) {
        of(made, kind).forEach(thing -> script.add(Ddl.create(thing, to.definition(thing))));
    }

    private static List<Thing> tables(Collection<Thing> things, Catalog catalog) {
        return of(things, Thing.Kind.TABLE).stream()
                .filter(table -> !Ddl.isView(catalog.definition(table)))
                // A partition after the table that it is one of.
                .sorted((a, b) -> Boolean.compare(
                        catalog.definition(a).contains(" PARTITION OF "),
                        catalog.definition(b).contains(" PARTITION OF ")))
                .toList();
    }

    /** Views, each after those that it looks at, or before. */
    private static List<Thing> ordered(Collection<Thing> things, Catalog catalog, boolean outermostFirst) {
        List<Thing> order = new ArrayList<>();
        List<Thing> views = of(things, Thing.Kind.TABLE).stream()
                .filter(table -> Ddl.isView(catalog.definition(table)))
                .toList();
        views.forEach(view -> visit(view, views, catalog, order));
        if (outermostFirst) {
            Collections.reverse(order);
        }
        return order;
    }

    private static void visit(Thing view, List<Thing> views, Catalog catalog, List<Thing> order) {
        if (!order.contains(view)) {
            catalog.dependencies(view).stream()
                    .filter(views::contains)
                    .forEach(needed -> visit(needed, views, catalog, order));
            order.add(view);
        }
    }

    private static boolean isForeignKey(Thing thing, Catalog catalog) {
        return thing.kind() == Thing.Kind.CONSTRAINT
                && catalog.definition(thing).startsWith("FOREIGN KEY");
    }

    private boolean servesAColumn(Thing function) {
        return to.definitions().keySet().stream()
                .filter(thing -> thing.kind() == Thing.Kind.COLUMN)
                .anyMatch(column -> to.dependencies(column).contains(function));
    }

    private void alterTables(List<String> script) {
        SortedMap<String, List<Thing>> columns = of(altered, Thing.Kind.COLUMN).stream()
                .collect(Collectors.groupingBy(Thing::table, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Thing>> table : columns.entrySet()) {
            List<String> changes = table.getValue().stream()
                    .flatMap(column -> ColumnDefinition.of(from.definition(column))
                            .changesTo(ColumnDefinition.of(to.definition(column)), name(column.name()))
                            .stream())
                    .toList();
            // What a default or an identity stands in the way of goes in a statement of its own, before.
            List<String> first = changes.stream()
                    .filter(change -> change.contains(" DROP DEFAULT") || change.contains(" DROP IDENTITY"))
                    .toList();
            List<String> then =
                    changes.stream().filter(change -> !first.contains(change)).toList();
            addAlter(script, table.getKey(), first);
            addAlter(script, table.getKey(), then);
        }
        for (Thing table : of(altered, Thing.Kind.TABLE)) {
            script.add(CreateTable.rowSecurity(table, from.definition(table), to.definition(table)));
        }
    }

    private static void addAlter(List<String> script, String table, List<String> changes) {
        if (!changes.isEmpty()) {
            script.add(changes.stream()
                    .collect(Collectors.joining(",\n    ", "ALTER TABLE " + name(table) + "\n    ", ";")));
        }
    }

    private void alterSequences(List<String> script) {
        for (Thing sequence : of(made, Thing.Kind.SEQUENCE)) {
            String owner = to.definition(sequence).replaceFirst("^.*?( OWNED BY .*)?$", "$1");
            script.add(owner.isEmpty() ? "" : "ALTER SEQUENCE %s%s;".formatted(name(sequence.name()), owner));
        }
        for (Thing sequence : of(altered, Thing.Kind.SEQUENCE)) {
            String definition = to.definition(sequence);
            boolean cycles = definition.contains(" CYCLE");
            boolean owned = definition.contains(" OWNED BY");
            script.add("ALTER SEQUENCE %s %s%s%s;"
                    .formatted(
                            name(sequence.name()),
                            definition,
                            cycles ? "" : " NO CYCLE",
                            owned ? "" : " OWNED BY NONE"));
        }
    }
}
