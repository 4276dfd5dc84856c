package dev.souk.scraper.shown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Where things stand on a page. Nothing is laid out: what stands near in the source mostly stands near on the screen, so
 * a place is the number of characters that a reader has read before it. Made in one pass over at most {@value
 * #MOST_NODES} nodes.
 */
final class PageMap {

    static final int MOST_NODES = 200_000;

    private static final Set<String> UNSEEN =
            Set.of("script", "style", "noscript", "template", "svg", "head", "select", "option", "iframe", "textarea");

    private static final Set<String> ASIDE = Set.of("nav", "footer", "aside");

    private static final Pattern HIDDEN = Pattern.compile("(?i)display\\s*:\\s*none|visibility\\s*:\\s*hidden");

    /** Parts of a page that tell of something else. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?i)related|recommend|similar|carousel|upsell|cross-?sell|also-?(?:bought|viewed|like)|recently|bundle"
                    + "|sponsored|(?:mini|side|top|header)-?(?:cart|basket)|cart-?(?:preview|dropdown|layer|box)"
                    + "|(?:^|[ _-])(?:nav|navigation|menu|footer|breadcrumbs?|reviews?|newsletter|modal|popup|compare)(?:$|[ _-])");

    private final Set<Element> elsewhere = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Element, Integer> starts = new IdentityHashMap<>();
    private final IdentityHashMap<Element, Integer> lengths = new IdentityHashMap<>();
    private final List<TextNode> texts = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();
    private int read;
    private int nodes;

    private PageMap() {}

    static PageMap of(Document document) {
        PageMap map = new PageMap();
        NodeTraversor.filter(
                new NodeFilter() {
                    @Override
                    public FilterResult head(Node node, int depth) {
                        return map.enter(node);
                    }

                    @Override
                    public FilterResult tail(Node node, int depth) {
                        map.leave(node);
                        return FilterResult.CONTINUE;
                    }
                },
                document);
        return map;
    }

    private NodeFilter.FilterResult enter(Node node) {
        if (nodes++ > MOST_NODES) {
            return NodeFilter.FilterResult.STOP;
        }
        if (node instanceof Element element) {
            if (UNSEEN.contains(element.normalName()) || isHidden(element)) {
                return NodeFilter.FilterResult.SKIP_ENTIRELY;
            }
            starts.put(element, read);
            elements.add(element);
            Element around = element.parent();
            if ((around != null && elsewhere.contains(around)) || tellsOfSomethingElse(element)) {
                elsewhere.add(element);
            }
        } else if (node instanceof TextNode text && !text.isBlank()) {
            texts.add(text);
            read += text.text().strip().length();
        }
        return NodeFilter.FilterResult.CONTINUE;
    }

    private void leave(Node node) {
        if (node instanceof Element element && starts.containsKey(element)) {
            lengths.put(element, read - starts.getOrDefault(element, 0));
        }
    }

    private static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || (element.hasAttr("style")
                        && HIDDEN.matcher(element.attr("style")).find());
    }

    /** The texts that can be seen, in the order of the page. */
    List<TextNode> texts() {
        return texts;
    }

    /** The elements that can be seen, in the order of the page. */
    List<Element> elements() {
        return elements;
    }

    /** How many characters come before it; empty if it cannot be seen. */
    Optional<Integer> place(Element element) {
        return Optional.ofNullable(starts.get(element));
    }

    /** How many characters stand in it, without white space between elements. */
    int length(Element element) {
        return lengths.getOrDefault(element, Integer.MAX_VALUE);
    }

    /** Whether it is in a part of the page that is about something else. */
    boolean isElsewhere(Element element) {
        return elsewhere.contains(element);
    }

    /** The body bears the names of whole pages. */
    private static boolean tellsOfSomethingElse(Element element) {
        String tag = element.normalName();
        boolean isOfThePage = tag.equals("body") || tag.equals("html");
        return !isOfThePage
                && (ASIDE.contains(tag) || ELSEWHERE.matcher(names(element)).find());
    }

    /** What an element is called by those who made the page. */
    static String names(Element element) {
        String names = element.className() + " " + element.id() + " " + element.attr("itemprop") + " "
                + element.attr("data-testid") + " " + element.attr("data-test") + " " + element.attr("name");
        return names.substring(0, Math.min(names.length(), 300)).toLowerCase(Locale.ROOT);
    }
}
