package dev.souk.schema;

import static dev.souk.schema.Ddl.name;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table with its columns; keys, checks and indexes follow by statements of their own. */
final class CreateTable {

    private CreateTable() {}

    static String of(Thing table, Catalog catalog) {
        String definition = catalog.definition(table);
        String plain = definition.replaceFirst(" with row level security(, forced)?$", "");
        String what = plain.startsWith("an unlogged") ? "UNLOGGED TABLE" : "TABLE";
        String partition = plain.contains(" PARTITION OF ") ? plain.substring(plain.indexOf(" PARTITION OF ")) : "";
        String partitioned = plain.replace(partition, "").replaceFirst("^(a|an unlogged) table", "");
        String columns = catalog.columns().getOrDefault(table.table(), List.of()).stream()
                .map(column -> new Thing(Thing.Kind.COLUMN, table.table(), column))
                .map(column -> "    " + name(column.name()) + " " + catalog.definition(column))
                .collect(Collectors.joining(",\n", " (\n", "\n)"));
        String create = "CREATE %s %s%s%s;"
                .formatted(what, name(table.table()), partition.isEmpty() ? columns : partition, partitioned);
        String security = rowSecurity(table, "", definition);
        return security.isEmpty() ? create : create + "\n" + security;
    }

    static String rowSecurity(Thing table, String before, String after) {
        Map<String, String> marks = Map.of(" with row level security", "ENABLE", ", forced", "FORCE");
        return marks.entrySet().stream()
                .filter(mark -> before.contains(mark.getKey()) != after.contains(mark.getKey()))
                .map(mark -> "ALTER TABLE %s %s ROW LEVEL SECURITY;"
                        .formatted(name(table.table()), verb(mark.getValue(), after.contains(mark.getKey()))))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String verb(String verb, boolean on) {
        return on ? verb : verb.equals("ENABLE") ? "DISABLE" : "NO FORCE";
    }
}
