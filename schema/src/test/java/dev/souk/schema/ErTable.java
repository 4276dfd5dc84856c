package dev.souk.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table as it is drawn: its columns in the order in which they stand, and what they refer to. */
record ErTable(String name, boolean original, List<Column> columns, List<Reference> references) {

    private static final Pattern REFERENCE = Pattern.compile("FOREIGN KEY \\((\\w+).*\\) REFERENCES (\\w+)\\((\\w+).*");
    private static final Pattern ONLY_COLUMN = Pattern.compile("(?:PRIMARY KEY|UNIQUE) \\((\\w+)\\).*");
    private static final Pattern PRIMARY_KEY = Pattern.compile("PRIMARY KEY \\((.*)\\)");

    record Column(String name, String type, boolean nullable, boolean key) {}

    /** @param single whether at most one row refers to each */
    record Reference(String column, String table, String target, boolean single) {}

    /** All tables of a catalog, by name. */
    static List<ErTable> of(Catalog catalog, Set<String> originals) {
        return catalog.columns().entrySet().stream()
                .filter(entry -> catalog.holds(entry.getKey()))
                .map(entry -> of(entry.getKey(), catalog, entry.getValue(), originals))
                .sorted((a, b) -> a.name.compareTo(b.name))
                .toList();
    }

    private static ErTable of(String table, Catalog catalog, List<String> names, Set<String> originals) {
        List<String> constraints = catalog.definitions().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == Thing.Kind.CONSTRAINT)
                .filter(entry -> entry.getKey().table().equals(table))
                .map(Map.Entry::getValue)
                .toList();
        Set<String> keys = new LinkedHashSet<>();
        Set<String> unique = new LinkedHashSet<>();
        List<Reference> references = new ArrayList<>();
        for (String constraint : constraints) {
            Matcher key = PRIMARY_KEY.matcher(constraint);
            if (key.matches()) {
                keys.addAll(List.of(key.group(1).split(", ")));
            }
            Matcher only = ONLY_COLUMN.matcher(constraint);
            if (only.matches()) {
                unique.add(only.group(1));
            }
        }
        for (String constraint : constraints) {
            Matcher reference = REFERENCE.matcher(constraint);
            if (reference.matches()) {
                String column = reference.group(1);
                references.add(new Reference(column, reference.group(2), reference.group(3), unique.contains(column)));
            }
        }
        List<Column> columns = names.stream()
                .map(name -> column(catalog.definition(new Thing(Thing.Kind.COLUMN, table, name)), name, keys))
                .toList();
        return new ErTable(table, originals.contains(table), columns, references);
    }

    private static Column column(String definition, String name, Set<String> keys) {
        String brief = ColumnWords.brief(definition);
        boolean nullable = !brief.contains(" NOT NULL");
        return new Column(
                name, brief.replaceAll(" (NOT NULL|DEFAULT|GENERATED|COLLATE).*", ""), nullable, keys.contains(name));
    }

    /** The tables that it refers to, itself left out. */
    Set<String> parents() {
        return references.stream()
                .map(Reference::table)
                .filter(table -> !table.equals(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Where a column stands among the columns. */
    int place(String column) {
        return columns.stream().map(Column::name).toList().indexOf(column);
    }
}
