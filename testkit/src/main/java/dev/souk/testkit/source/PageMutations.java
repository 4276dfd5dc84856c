package dev.souk.testkit.source;

import dev.souk.scraper.fetch.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes broken pages of a good one: elements and members of data are deleted, doubled, swapped and cut off, as sites do
 * when they change, and characters are replaced, as hostile ones do. The same seed gives the same pages. Not thread-safe.
 */
public final class PageMutations {

    /** Where markup and data can be cut into parts. */
    private static final String EDGES = "<>{}[],\"";

    /** Cutting a page of megabytes at every edge takes memory that no mutation needs. */
    private static final int MOST_EDGES = 50_000;

    private static final String HOSTILE = "<>\"'&{}[]\\\0\uD800\uFFFF0,;=";

    private final Page page;
    private final Random random;
    private final int[] edges;

    /**
     * Starts from a page.
     *
     * @param seed print it where a test fails
     */
    public PageMutations(Page page, long seed) {
        this.page = page;
        this.random = new Random(seed);
        this.edges = edges(page.body());
    }

    private static int[] edges(String body) {
        List<Integer> edges = new ArrayList<>();
        for (int i = 0; i < body.length(); i++) {
            if (EDGES.indexOf(body.charAt(i)) >= 0) {
                edges.add(i);
            }
        }
        edges.add(body.length());
        Collections.shuffle(edges, new Random(edges.size()));
        return edges.stream()
                .limit(MOST_EDGES)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** The next page, broken in one to four places. */
    public Page next() {
        String body = page.body();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            body = mutated(body);
        }
        return new Page(page.request(), page.url(), body, page.fetchedAt());
    }

    private String mutated(String body) {
        if (body.isEmpty()) {
            return HOSTILE;
        }
        int from = edge(body, random.nextInt(edges.length));
        int to = edge(body, Math.min(edges.length - 1, at(from) + 1 + random.nextInt(1 << random.nextInt(10))));
        return switch (random.nextInt(6)) {
            case 0 -> body.substring(0, from) + body.substring(to);
            case 1 -> body.substring(0, to) + body.substring(from);
            case 2 -> swapped(body, from, to);
            case 3 -> body.substring(0, from);
            case 4 -> body.substring(0, from) + HOSTILE + body.substring(to);
            default -> withOneCharacterReplaced(body, from);
        };
    }

    private int edge(String body, int index) {
        return Math.min(edges[index], body.length());
    }

    private int at(int position) {
        int found = Arrays.binarySearch(edges, position);
        return found < 0 ? -found - 1 : found;
    }

    private String swapped(String body, int from, int to) {
        int end = Math.min(body.length(), to + (to - from));
        return body.substring(0, from) + body.substring(to, end) + body.substring(from, to) + body.substring(end);
    }

    private String withOneCharacterReplaced(String body, int at) {
        if (at >= body.length()) {
            return body;
        }
        char other = HOSTILE.charAt(random.nextInt(HOSTILE.length()));
        return body.substring(0, at) + other + body.substring(at + 1);
    }
}
