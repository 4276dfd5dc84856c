package dev.souk.scraper.shown;

import dev.souk.model.text.TextAnalyzer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The title of a listing where a reader sees it: the heading that says what the page's own title says. */
final class Heading {

    private static final int LONGEST = 300;
    private static final double LIKE_ENOUGH = 0.5;
    private static final double VERY_LIKE = 0.9;

    private Heading() {}

    static Optional<Element> find(Document document, PageMap map) {
        Set<String> titled = new HashSet<>(TextAnalyzer.terms(cut(document.title() + " "
                + document.select("meta[property=og:title]").attr("content"))));
        return best(map, titled, Heading::isHeading)
                .filter(heading -> heading.normalName().equals("h1") || likeness(heading, titled) > LIKE_ENOUGH)
                .or(() -> best(map, titled, element -> !element.ownText().isBlank())
                        .filter(element -> likeness(element, titled) > VERY_LIKE));
    }

    private static boolean isHeading(Element element) {
        return element.normalName().equals("h1")
                || element.normalName().equals("h2")
                || element.attr("itemprop").equals("name");
    }

    private static Optional<Element> best(PageMap map, Set<String> titled, Predicate<Element> candidates) {
        return map.elements().stream()
                .filter(element -> map.length(element) > 0 && map.length(element) <= LONGEST)
                .filter(candidates)
                .filter(element -> !map.isElsewhere(element))
                .max(Comparator.comparingDouble((Element heading) -> likeness(heading, titled))
                        .thenComparing(heading -> heading.normalName().equals("h1"))
                        .thenComparing(heading -> -map.place(heading).orElse(0)));
    }

    /** The share of the heading's words that the title has; a longer heading counts a little more. */
    private static double likeness(Element heading, Set<String> titled) {
        List<String> words = TextAnalyzer.terms(cut(heading.text()));
        boolean isWord = words.size() < 2 && !heading.normalName().equals("h1");
        long shared = words.stream().filter(titled::contains).count();
        double rank = heading.normalName().equals("h2") ? 0.7 : 1;
        return words.isEmpty() || isWord ? 0 : rank * shared / words.size() + Math.min(words.size(), 10) * 0.01;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
