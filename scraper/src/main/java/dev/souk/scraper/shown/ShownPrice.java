package dev.souk.scraper.shown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The price that a reader takes for the price: near the title and the button to buy, and not struck through. */
final class ShownPrice {

    /** What names or surrounds it says: some of it in favour of a price, most of it against. */
    private static final Pattern PRICE_NAME =
            Pattern.compile("(?i)price|preis|prix|precio|prezzo|cena|pre[cç]o|prijs|hinta|pris(?![a-z])|amount|cijena");

    private static final Pattern OLD_NAME = Pattern.compile(
            "(?i)old|was(?![a-z])|strike|crossed|list-?price|regular|before|rrp|uvp|origin|previous|msrp|compare|normal"
                    + "|linethrough|line-through|barre|ancien|avant|antes|vecchio|sale-?from|full-?price|base-?price");

    private static final Pattern OTHER_NAME = Pattern.compile(
            "(?i)shipping|delivery|install?ment|monthly|rate|sav(?:e|ing)|discount|coupon|deposit|unit|notax|tax-?(?:ex|free)"
                    + "|per-?(?:item|kg|unit)|credit|finance|points?|voucher|used|bonus|warranty|price-tax|basic");

    private static final Pattern OTHER_WORDS = Pattern.compile(
            "(?iU)shipping|delivery|versand|livraison|envío|spedizione|wysyłka|porto|save|you save|sparen|off\\b|rrp|uvp|was\\b"
                    + "|list price|statt|instead|mtl|month|mois|mes\\b|per |/ ?(?:kg|l|100|st|unit|mo|month)|rata|raty|from \\d+ "
                    + "|orders over|brez ddv|bez dph|excl|ohne|without|used|gebraucht|neuf|d'occasion|usato");

    private static final String SIGN =
            "\\p{Sc}|[A-Z]{2,3}\\$|R\\$|kr\\.?|K[čČ]|z[łŁ]|Ft|лв|грн|руб|р\\.|[Ll]ei|[Kk]n|TL|Rs\\.?|CHF|EUR|USD|GBP|PLN|SEK|NOK|DKK"
                    + "|CZK|HUF|RON|BGN|HRK|RUB|UAH|TRY|INR|PKR|AED|SAR|BRL|ARS|CLP|COP|MXN|PEN|ZAR|NZD|AUD|CAD|HKD|SGD|MYR"
                    + "|THB|IDR|PHP|JPY|KRW|TWD|NT|元|円|원|Rp|RM|ر\\.?س|د\\.إ|ج\\.م|Lt|din";

    private static final Pattern PRICE = Pattern.compile("(?U)(?:(?<sign>" + SIGN
            + ")\\s?)?(?<number>\\d{1,3}(?:[., '’ ]\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2})?)"
            + "(?:[,.][-–—]{1,2})?(?:\\s?(?<behind>" + SIGN + "))?(?![\\d%])");

    private static final Set<String> STRUCK = Set.of("del", "s", "strike");

    private static final int LONGEST = 60;
    private static final int MOST = 500;

    private final PageMap map;
    private final int title;
    private final List<Integer> buttons;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<String, Integer> repeated = new HashMap<>();

    private ShownPrice(PageMap map, int title, List<Integer> buttons) {
        this.map = map;
        this.title = title;
        this.buttons = buttons;
    }

    /** A price as it stands, and how much speaks for it. */
    record Candidate(String text, double score, int place, boolean isOld) {}

    /** The prices of a page, the likeliest first. */
    static List<Candidate> find(PageMap map, int title, List<Integer> buttons) {
        ShownPrice price = new ShownPrice(map, title, buttons);
        price.collect();
        return price.ranked();
    }

    private void collect() {
        Set<Element> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (TextNode text : map.texts()) {
            if (candidates.size() >= MOST) {
                return;
            }
            Element parent = text.parent();
            if (parent != null && hasDigit(text.text())) {
                Element element = whole(parent);
                if (seen.add(element)) {
                    consider(element);
                }
            }
        }
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    /** What a price is written in: its sign and its decimals may be elements of their own. */
    private Element whole(Element innermost) {
        Element element = innermost;
        for (int up = 0; up < 3; up++) {
            Element around = STRUCK.contains(element.normalName()) ? null : element.parent();
            if (around == null || map.length(around) > 16 || around.childNodeSize() > 8) {
                return element;
            }
            element = around;
        }
        return element;
    }

    private void consider(Element element) {
        if (map.length(element) > LONGEST) {
            return;
        }
        String text = joined(element);
        Matcher found = PRICE.matcher(text);
        while (found.find()) {
            boolean hasSign = found.group("sign") != null || found.group("behind") != null;
            if (hasSign || isNamed(element)) {
                String price = found.group().strip();
                repeated.merge(found.group("number"), 1, Integer::sum);
                candidates.add(new Candidate(
                        price,
                        score(element, text, hasSign, found.group("number")),
                        map.place(element).orElse(0),
                        isStruck(element)));
                return;
            }
        }
    }

    private static boolean isNamed(Element element) {
        Element around = element;
        for (int up = 0; up < 3 && around != null; up++) {
            if (PRICE_NAME.matcher(PageMap.names(around)).find()) {
                return true;
            }
            around = around.parent();
        }
        return false;
    }

    /** Two digits in an element of their own, right behind other digits, are decimals. What is struck is another price. */
    private static String joined(Element element) {
        StringBuilder joined = new StringBuilder();
        element.nodeStream(TextNode.class)
                .filter(node -> !isStruckWithin(node, element))
                .forEach(node -> {
                    String piece = node.text().strip();
                    boolean isDecimals = piece.matches("\\d{2}(?!\\d).*")
                            && !joined.isEmpty()
                            && Character.isDigit(joined.charAt(joined.length() - 1));
                    if (!piece.isEmpty()) {
                        joined.append(isDecimals ? "." : joined.isEmpty() || needsNoSpace(joined, piece) ? "" : " ")
                                .append(piece);
                    }
                });
        return joined.toString();
    }

    private static boolean isStruckWithin(TextNode node, Element element) {
        for (Node around = node.parent(); around != null && !around.equals(element); around = around.parent()) {
            if (STRUCK.contains(around.normalName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean needsNoSpace(StringBuilder before, String piece) {
        char last = before.charAt(before.length() - 1);
        return ".,".indexOf(last) >= 0 || ".,".indexOf(piece.charAt(0)) >= 0;
    }

    private double score(Element element, String text, boolean hasSign, String number) {
        double score = hasSign ? 2 : 0;
        score += names(element);
        score += near(element);
        score -= Math.min(3, Math.max(0, text.length() - number.length() - 6) * 0.08);
        score -= OTHER_WORDS.matcher(text).find() ? 4 : 0;
        score -= number.matches("0+(?:[.,]0+)?") ? 6 : 0;
        score -= map.isElsewhere(element) ? 6 : 0;
        return score;
    }

    private static double names(Element element) {
        double score = 0;
        boolean isNamed = false;
        Element around = element;
        for (int up = 0; up < 4 && around != null; up++) {
            String names = PageMap.names(around);
            isNamed |= PRICE_NAME.matcher(names).find();
            double weight = up < 2 ? 1 : 0.4;
            score -= up >= 2 && OLD_NAME.matcher(names).find() ? 3 * weight : 0;
            score -= OTHER_NAME.matcher(names).find() ? 3 * weight : 0;
            score += around.attr("itemprop").equals("price") ? 4 : 0;
            around = around.parent();
        }
        return score + (isNamed ? 3 : 0) - (isStruck(element) ? 6 : 0);
    }

    private static boolean isStruck(Element element) {
        Element around = element;
        for (int up = 0; up < 4 && around != null; up++) {
            if (STRUCK.contains(around.normalName())
                    || around.attr("style").contains("line-through")
                    || (up < 2 && OLD_NAME.matcher(PageMap.names(around)).find())) {
                return true;
            }
            around = around.parent();
        }
        return false;
    }

    private double near(Element element) {
        int place = map.place(element).orElse(0);
        int behind = place - title;
        double score = behind >= 0 ? -Math.min(6, behind / 350.0) : -1 - Math.min(6, -behind / 150.0);
        int button = buttons.stream().mapToInt(at -> Math.abs(at - place)).min().orElse(-1);
        return button < 0 ? score : score + 2 - Math.min(3, button / 250.0);
    }

    /** What is said again counts a little more. */
    private List<Candidate> ranked() {
        return candidates.stream()
                .map(candidate -> {
                    Matcher found = PRICE.matcher(candidate.text());
                    int times = found.find() ? repeated.getOrDefault(found.group("number"), 1) : 1;
                    double bonus = Math.min(3, times - 1) * 0.15;
                    return new Candidate(
                            candidate.text(), candidate.score() + bonus, candidate.place(), candidate.isOld());
                })
                .sorted(Comparator.comparingDouble(candidate -> -candidate.score()))
                .toList();
    }
}
