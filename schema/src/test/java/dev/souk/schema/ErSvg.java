package dev.souk.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables and what refers to what, as SVG. The same schema gives the same text. */
final class ErSvg {

    private static final List<String> INKS =
            List.of("#0b6e4f", "#a23b72", "#1f4e99", "#b35900", "#5b4b8a", "#7a1f1f", "#2f6f7e", "#6b6b00", "#444444");

    private final ErLayout layout;
    private final Map<String, String> inks = new TreeMap<>();
    private final Map<String, Integer> lanes = new TreeMap<>();
    private final StringBuilder svg = new StringBuilder();

    private ErSvg(List<ErTable> tables) {
        this.layout = new ErLayout(tables);
        List<String> parents = tables.stream()
                .flatMap(table -> table.parents().stream())
                .distinct()
                .sorted()
                .toList();
        for (String parent : parents) {
            inks.put(parent, INKS.get(inks.size() % INKS.size()));
            lanes.put(parent, lanes.size());
        }
    }

    static String of(List<ErTable> tables) {
        return new ErSvg(tables).draw();
    }

    private String draw() {
        int height = layout.height() + 26;
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\" "
                        .formatted(layout.width(), height)
                + "font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"11\">");
        line("<title>The tables of Souk</title>");
        line("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        layout.boxes().values().forEach(this::edges);
        layout.boxes().values().forEach(this::box);
        line(
                text(
                        ErLayout.MARGIN,
                        height - 16,
                        "#555555",
                        "",
                        "green: a table of the original system; blue: added since; bold: primary key; type?: may be null; fork: many rows refer to one"));
        line("</svg>");
        return svg.toString();
    }

    private void box(ErLayout.Box box) {
        ErTable table = box.table();
        String ink = table.original() ? "#2d6a4f" : "#2a5d9f";
        line("<g>");
        line("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"#fbfbfb\" stroke=\"%s\"/>"
                .formatted(box.x(), box.y(), box.width(), box.height(), ink));
        line("<path d=\"M%d %dv-%dq0 -4 4 -4h%dq4 0 4 4v%dz\" fill=\"%s\"/>"
                .formatted(
                        box.x(),
                        box.y() + ErLayout.HEAD - 3,
                        ErLayout.HEAD - 7,
                        box.width() - 8,
                        ErLayout.HEAD - 7,
                        ink));
        line(text(box.x() + 10, box.y() + 16, "#ffffff", " font-weight=\"bold\" font-size=\"12\"", table.name()));
        for (ErTable.Column column : table.columns()) {
            int y = box.rowAt(column.name()) + 4;
            boolean refers = table.references().stream()
                    .anyMatch(reference -> reference.column().equals(column.name()));
            String weight = column.key() ? " font-weight=\"bold\"" : refers ? " font-style=\"italic\"" : "";
            line(text(box.x() + 10, y, "#1b1b1b", weight, column.name()));
            line(text(
                    box.right() - 10,
                    y,
                    "#666666",
                    " text-anchor=\"end\"",
                    column.type() + (column.nullable() ? "?" : "")));
        }
        line("</g>");
    }

    private void edges(ErLayout.Box child) {
        for (ErTable.Reference reference : child.table().references()) {
            ErLayout.Box parent = Objects.requireNonNull(layout.boxes().get(reference.table()));
            String ink = inks.getOrDefault(reference.table(), "#444444");
            int from = child.rowAt(reference.column());
            int to = parent.rowAt(reference.target());
            if (reference.table().equals(child.table().name())) {
                line(path(ink, "M%d %dh14V%dh-14".formatted(child.right(), from, to)));
                continue;
            }
            line(path(ink, "M%d %d".formatted(child.x(), from) + way(child, parent, from, to) + "H" + parent.right()));
            line(path(
                    ink,
                    reference.single()
                            ? "M%d %dv10".formatted(child.x() - 7, from - 5)
                            : "M%d %dl-9 5l9 5".formatted(child.x(), from - 5)));
            line(path(ink, "M%d %dv10".formatted(parent.right() + 7, to - 5)));
        }
    }

    /** Leftwards, gutter by gutter: in each along the parent's lane, and between two tables where others stand in the way. */
    private String way(ErLayout.Box child, ErLayout.Box parent, int from, int to) {
        List<String> steps = new ArrayList<>();
        int y = from;
        int left = child.x();
        for (int layer = child.layer() - 1; layer >= parent.layer(); layer--) {
            int passing = layer == parent.layer() ? to : freeRow(layer, y, parent);
            steps.add("H%dV%d".formatted(left - lane(parent), passing));
            y = passing;
            left = edge(layer);
        }
        return String.join("", steps);
    }

    private int edge(int layer) {
        return layout.boxes().values().stream()
                .filter(box -> box.layer() == layer)
                .mapToInt(ErLayout.Box::x)
                .min()
                .orElseThrow();
    }

    private int lane(ErLayout.Box parent) {
        int step = (ErLayout.GUTTER - 50) / Math.max(1, lanes.size() - 1);
        return 25 + step * lanes.getOrDefault(parent.table().name(), 0);
    }

    /** The gap between two tables of that column that is nearest. */
    private int freeRow(int layer, int y, ErLayout.Box parent) {
        List<ErLayout.Box> column = layout.boxes().values().stream()
                .filter(box -> box.layer() == layer)
                .sorted((a, b) -> Integer.compare(a.y(), b.y()))
                .collect(Collectors.toList());
        int offset = 7 + 20 * lanes.getOrDefault(parent.table().name(), 0) / lanes.size();
        int best = column.get(0).y() - ErLayout.BETWEEN + offset;
        for (ErLayout.Box box : column) {
            int gap = box.bottom() + offset;
            best = Math.abs(gap - y) < Math.abs(best - y) ? gap : best;
        }
        return best;
    }

    private static String path(String ink, String way) {
        return "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\"/>".formatted(way, ink);
    }

    private static String text(int x, int y, String ink, String more, String words) {
        return "<text x=\"%d\" y=\"%d\" fill=\"%s\"%s>%s</text>".formatted(x, y, ink, more, words);
    }

    private void line(String text) {
        svg.append(text).append('\n');
    }
}
