package dev.souk.benchmarks.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A table in Markdown of what was measured: a row for each way, a column for each work. A cell holds the median of the
 * runs, the least and the greatest in brackets, and, in rows of other ways, how many times better the subject was: the
 * median of the ratios of each run. Not thread-safe.
 */
public final class ResultTable {

    private final String title;
    private final String subject;
    private final boolean moreIsBetter;
    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    private ResultTable(String title, String subject, boolean moreIsBetter) {
        this.title = title;
        this.subject = subject;
        this.moreIsBetter = moreIsBetter;
    }

    /** Rates, such as rows a second: more is better. */
    public static ResultTable ofRates(String title, String subject) {
        return new ResultTable(title, subject, true);
    }

    /** Durations, such as milliseconds: less is better. */
    public static ResultTable ofDurations(String title, String subject) {
        return new ResultTable(title, subject, false);
    }

    /**
     * Adds the figure of a run. Every way that has a cell in a column must have as many runs there, in the same order.
     *
     * @param way the row; the subject's is the one that the others are compared with
     * @param work the column
     */
    public void add(String way, String work, double figure) {
        columns.add(work);
        rows.computeIfAbsent(way, row -> new LinkedHashMap<>())
                .computeIfAbsent(work, cell -> new ArrayList<>())
                .add(figure);
    }

    /**
     * How many times better a way is than another at that work: the median of the ratios of each run.
     *
     * @throws IllegalArgumentException if the two were not measured there equally often
     */
    public double timesBetter(String way, String other, String work) {
        List<Double> figures = figures(way, work);
        List<Double> others = figures(other, work);
        if (figures.isEmpty() || figures.size() != others.size()) {
            throw new IllegalArgumentException(
                    "%s and %s were not measured side by side at '%s'".formatted(way, other, work));
        }
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < figures.size(); run++) {
            double ratio = figures.get(run) / others.get(run);
            ratios.add(moreIsBetter ? ratio : 1 / ratio);
        }
        return median(ratios);
    }

    private List<Double> figures(String way, String work) {
        return rows.getOrDefault(way, Map.of()).getOrDefault(work, List.of());
    }

    /** Prints the table. */
    public void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n**%s**%n%n| |", title);
        columns.forEach(column -> out.printf(Locale.ROOT, " %s |", column));
        out.printf(Locale.ROOT, "%n|---|%s%n", "---|".repeat(columns.size()));
        rows.forEach((way, cells) -> {
            out.printf(Locale.ROOT, "| %s |", way);
            columns.forEach(column ->
                    out.printf(Locale.ROOT, " %s |", cell(way, cells.getOrDefault(column, List.of()), column)));
            out.println();
        });
        out.flush();
    }

    private String cell(String way, List<Double> figures, String column) {
        if (figures.isEmpty()) {
            return "";
        }
        List<Double> sorted = figures.stream().sorted().toList();
        String spread = figures.size() == 1
                ? ""
                : " (%s to %s)".formatted(number(sorted.get(0)), number(sorted.get(sorted.size() - 1)));
        String cell = number(median(figures)) + spread;
        if (way.equals(subject) || figures(subject, column).size() != figures.size()) {
            return cell;
        }
        return "%s, %s is %s x".formatted(cell, subject, number(timesBetter(subject, way, column)));
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Three digits that count. */
    private static String number(double figure) {
        String format = figure >= 100 || figure == 0 ? "%,.0f" : figure >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, figure);
    }
}
