package dev.souk.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The next version, drafted from the difference between a schema and what the migrations make. To be read by somebody
 * before it is used: a rename cannot be told from a drop, nor a data migration guessed.
 *
 * @param version the version that it would be
 * @param name its name, in words joined by underscores
 * @param migration the script that makes it; no statements if nothing differs
 * @param undo the script that takes it back, with what it loses in its first lines
 */
public record SchemaDraft(int version, String name, String migration, String undo) {

    static SchemaDraft between(Catalog made, Catalog wanted, int version, String name) {
        CatalogScript up = new CatalogScript(made, wanted);
        CatalogScript down = new CatalogScript(wanted, made);
        List<String> head = new ArrayList<>();
        head.add("-- TODO: say why. Drafted from a database that differs; review every statement.");
        data(up, made, wanted).keySet().forEach(what -> head.add("-- review: drops or cuts " + what));
        head.addAll(reviews(up, made, wanted));
        List<String> undoHead = new ArrayList<>();
        Map<String, String> losses = data(down, wanted, made);
        if (!losses.isEmpty()) {
            undoHead.add("-- loses: " + String.join(", ", losses.keySet()));
            undoHead.add("-- counts: SELECT " + String.join(" + ", losses.values()));
        }
        data(up, made, wanted).keySet().forEach(what -> undoHead.add("-- Brings back empty or cut: " + what));
        return new SchemaDraft(version, name, script(head, up), script(undoHead, down));
    }

    /** Whether there is nothing to draft. */
    public boolean isEmpty() {
        return migration.lines().allMatch(line -> line.isBlank() || line.startsWith("--"));
    }

    /** The name of the file for {@link #migration()}. */
    public String fileName() {
        return "V%s__%s.sql".formatted(version, name);
    }

    /** The name of the file for {@link #undo()}. */
    public String undoFileName() {
        return "U%s__%s.sql".formatted(version, name);
    }

    private static String script(List<String> head, CatalogScript script) {
        String comments = String.join("\n", head);
        return (comments.isEmpty() ? "" : comments + "\n") + (comments.isEmpty() ? "" : "\n") + script.text() + "\n";
    }

    /** What a script loses, in words, with the expression that counts it. */
    private static Map<String, String> data(CatalogScript script, Catalog from, Catalog to) {
        Map<String, String> losses = new LinkedHashMap<>();
        for (Thing thing : script.lost()) {
            String definition = from.definition(thing);
            String table = Ddl.name(thing.table());
            if (thing.kind() == Thing.Kind.TABLE && !Ddl.isView(definition)) {
                losses.put("the table " + thing.table(), "(SELECT count(*) FROM %s)".formatted(table));
            } else if (thing.kind() == Thing.Kind.COLUMN
                    && !ColumnDefinition.of(definition).isGenerated()
                    && to.holds(thing.table())) {
                losses.put(
                        "the column %s.%s".formatted(thing.table(), thing.name()),
                        "(SELECT count(%s) FROM %s)".formatted(Ddl.name(thing.name()), table));
            }
        }
        for (Thing thing : script.altered()) {
            if (thing.kind() == Thing.Kind.COLUMN
                    && ColumnDefinition.of(from.definition(thing))
                            .mayLoseAs(ColumnDefinition.of(to.definition(thing)))) {
                losses.put(
                        "what of %s.%s does not fit into %s"
                                .formatted(
                                        thing.table(),
                                        thing.name(),
                                        ColumnDefinition.of(to.definition(thing))
                                                .type()),
                        "(SELECT count(%s) FROM %s)".formatted(Ddl.name(thing.name()), Ddl.name(thing.table())));
            }
        }
        return losses;
    }

    private static List<String> reviews(CatalogScript script, Catalog made, Catalog wanted) {
        List<String> reviews = new ArrayList<>();
        for (Thing thing : script.made()) {
            String definition = wanted.definition(thing);
            if (thing.kind() == Thing.Kind.COLUMN && made.holds(thing.table())) {
                ColumnDefinition column = ColumnDefinition.of(definition);
                sameType(script.lost(), thing, column, made)
                        .ifPresent(old ->
                                reviews.add("-- review: if %s was renamed to %s: ALTER TABLE %s RENAME COLUMN %s TO %s"
                                        .formatted(old, thing, thing.table(), old.name(), thing.name())));
                if (column.notNull() && column.value().isEmpty()) {
                    reviews.add("-- review: %s needs a value for the rows that are there".formatted(thing));
                }
            }
        }
        script.unknown().forEach(thing -> reviews.add("-- review: not drafted: " + thing));
        return reviews;
    }

    private static Optional<Thing> sameType(SortedSet<Thing> lost, Thing added, ColumnDefinition column, Catalog made) {
        return lost.stream()
                .filter(thing ->
                        thing.kind() == Thing.Kind.COLUMN && thing.table().equals(added.table()))
                .filter(thing ->
                        ColumnDefinition.of(made.definition(thing)).type().equals(column.type()))
                .findFirst();
    }

    /** Both files, as they are printed. */
    @Override
    public String toString() {
        return List.of("-- " + fileName(), migration, "-- " + undoFileName(), undo).stream()
                .collect(Collectors.joining("\n"));
    }
}
