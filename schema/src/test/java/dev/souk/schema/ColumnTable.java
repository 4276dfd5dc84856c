package dev.souk.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table in docs/schema.md that tells what became of every column. All but the last cell of a row follows from the schema. */
final class ColumnTable {

    private static final String HEAD = "| Column | In the original | Now | By | Why |\n|---|---|---|---|---|\n";

    /** Definitions of each column of an original table, by version; a version that lacks the column has none. */
    private final Map<String, SortedMap<Integer, String>> history = new HashMap<>();

    private final List<String> order = new ArrayList<>();

    /** Takes in how the tables stand at a version; versions come one after the other. */
    void add(int version, Catalog catalog, Set<String> tables) {
        tables.forEach(table -> catalog.columns().getOrDefault(table, List.of()).forEach(name -> {
            String column = table + "." + name;
            if (!history.containsKey(column)) {
                order.add(column);
            }
            String definition = catalog.definition(new Thing(Thing.Kind.COLUMN, table, name));
            history.computeIfAbsent(column, first -> new TreeMap<>()).put(version, ColumnWords.brief(definition));
        }));
    }

    /** The table in Markdown; the reasons are those that stand in {@code before}. */
    String markdown(String before) {
        Map<String, String> reasons = reasons(before);
        List<String> tables =
                order.stream().map(column -> column.split("\\.")[0]).distinct().toList();
        return tables.stream()
                .flatMap(table -> order.stream().filter(column -> column.startsWith(table + ".")))
                .map(column -> row(column, reasons.getOrDefault(column, "")))
                .collect(Collectors.joining("\n", HEAD, "\n"));
    }

    /** The original columns that are not as they were and whose row does not say why. */
    List<String> unexplained(String document) {
        Map<String, String> reasons = reasons(document);
        return order.stream()
                .filter(column ->
                        !original(column).isEmpty() && !original(column).equals(now(column)))
                .filter(column -> reasons.getOrDefault(column, "").isEmpty())
                .toList();
    }

    List<String> originalColumns() {
        return order.stream().filter(column -> !original(column).isEmpty()).toList();
    }

    private static Map<String, String> reasons(String document) {
        Map<String, String> reasons = new HashMap<>();
        document.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 7) {
                reasons.put(cells[1].strip().replace("`", ""), cells[5].strip());
            }
        });
        return reasons;
    }

    private String row(String column, String reason) {
        String original = original(column);
        String now = now(column);
        String present = now.isEmpty() ? "gone" : now.equals(original) ? "the same" : "`" + now + "`";
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(column, original.isEmpty() ? "" : "`" + original + "`", present, changes(column), reason);
    }

    private String original(String column) {
        return at(1, column);
    }

    private String now(String column) {
        return at(Migration.NEWEST, column);
    }

    private String at(int version, String column) {
        return history.getOrDefault(column, new TreeMap<>()).getOrDefault(version, "");
    }

    private String changes(String column) {
        List<String> versions = new ArrayList<>();
        for (int version = 2; version <= Migration.NEWEST; version++) {
            if (!at(version - 1, column).equals(at(version, column))) {
                versions.add("V" + version);
            }
        }
        return String.join(", ", versions);
    }
}
