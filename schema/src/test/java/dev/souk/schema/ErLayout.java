package dev.souk.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where each table stands in the drawing. What refers to something stands to the right of it, so the tables form
 * columns; within one, each stands as near to its relatives on the left as there is room.
 */
final class ErLayout {

    static final int ROW = 18;
    static final int HEAD = 26;
    static final int BETWEEN = 34;
    static final int MARGIN = 24;
    static final int GUTTER = 110;

    private static final double SIGN = 6.7;

    record Box(ErTable table, int layer, int x, int y, int width, int height) {

        int rowAt(String column) {
            return y + HEAD + ROW * table.place(column) + ROW / 2;
        }

        int right() {
            return x + width;
        }

        int bottom() {
            return y + height;
        }
    }

    private final Map<String, ErTable> tables = new TreeMap<>();
    private final Map<String, Integer> layers = new HashMap<>();
    private final Map<String, Box> boxes = new TreeMap<>();

    ErLayout(List<ErTable> all) {
        all.forEach(table -> tables.put(table.name(), table));
        all.forEach(table -> layerOf(table.name()));
        // The second column holds most; the others stand beside what they belong to.
        int busiest = busiest();
        Map<Integer, Integer> left = leftEdges();
        place(busiest, left);
        for (int layer = busiest - 1; layer >= 0; layer--) {
            place(layer, left);
        }
        for (int layer = busiest + 1; layer < left.size(); layer++) {
            place(layer, left);
        }
    }

    Map<String, Box> boxes() {
        return boxes;
    }

    int width() {
        return boxes.values().stream().mapToInt(Box::right).max().orElse(0) + MARGIN;
    }

    int height() {
        return boxes.values().stream().mapToInt(Box::bottom).max().orElse(0) + MARGIN;
    }

    private int layerOf(String name) {
        Integer known = layers.get(name);
        if (known != null) {
            return known;
        }
        layers.put(name, 0);
        int layer = Objects.requireNonNull(tables.get(name)).parents().stream()
                .mapToInt(parent -> layerOf(parent) + 1)
                .max()
                .orElse(0);
        layers.put(name, layer);
        return layer;
    }

    private int busiest() {
        return layers.values().stream()
                .collect(Collectors.groupingBy(layer -> layer, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private Map<Integer, Integer> leftEdges() {
        Map<Integer, Integer> left = new TreeMap<>();
        int x = MARGIN;
        for (int layer = 0; layers.containsValue(layer); layer++) {
            left.put(layer, x);
            x += widthOf(layer) + GUTTER;
        }
        return left;
    }

    private int widthOf(int layer) {
        return inLayer(layer).stream()
                .flatMap(table -> table.columns().stream())
                .mapToInt(column ->
                        (int) (SIGN * (column.name().length() + column.type().length() + 2)) + 48)
                .max()
                .orElse(0);
    }

    private List<ErTable> inLayer(int layer) {
        return tables.values().stream()
                .filter(table -> layers.getOrDefault(table.name(), 0) == layer)
                .toList();
    }

    private void place(int layer, Map<Integer, Integer> left) {
        List<ErTable> ordered = new ArrayList<>(inLayer(layer));
        ordered.sort(Comparator.comparingDouble((ErTable table) -> wish(table))
                .thenComparing(
                        table -> String.join(
                                " ",
                                table.parents().stream()
                                        .sorted(Comparator.reverseOrder())
                                        .toList()),
                        Comparator.reverseOrder())
                .thenComparing(ErTable::name));
        int free = MARGIN;
        for (ErTable table : ordered) {
            int height = HEAD + ROW * table.columns().size() + 4;
            int y = Math.max(free, (int) Math.min(wish(table), 1_000_000) - height / 2);
            if (wish(table) == Double.MAX_VALUE) {
                y = free;
            }
            boxes.put(table.name(), new Box(table, layer, left.getOrDefault(layer, MARGIN), y, widthOf(layer), height));
            free = y + height + BETWEEN;
        }
    }

    /** The middle of the relatives that stand already; without any, the order decides. */
    private double wish(ErTable table) {
        return boxes.values().stream()
                .filter(box -> box.table().parents().contains(table.name())
                        || table.parents().contains(box.table().name()))
                .mapToInt(box -> (box.y() + box.bottom()) / 2)
                .average()
                .orElse(Double.MAX_VALUE);
    }
}
