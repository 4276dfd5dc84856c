package dev.souk.scraper.shown;

import dev.souk.scraper.normalize.PriceReader;
import dev.souk.scraper.normalize.PriceText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

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
                    + "|orders over|starting (?:price|bid)|startpreis|mise à prix|precio de salida|brez ddv|bez dph|excl|ohne|without|used|gebraucht|neuf|d'occasion|usato");

    private static final String SIGN =
            "\\p{Sc}|[A-Z]{2,3}\\$|R\\$|kr\\.?|K[čČ]|z[łŁ]|Ft|лв|грн|руб|р\\.|[Ll]ei|[Kk]n|TL|Rs\\.?|CHF|EUR|USD|GBP|PLN|SEK|NOK|DKK"
                    + "|CZK|HUF|RON|BGN|HRK|RUB|UAH|TRY|INR|PKR|AED|SAR|BRL|ARS|CLP|COP|MXN|PEN|ZAR|NZD|AUD|CAD|HKD|SGD|MYR"
                    + "|THB|IDR|PHP|JPY|KRW|TWD|NT|元|円|원|Rp|RM|ر\\.?س|د\\.إ|ج\\.م|Lt|din";

    private static final Pattern PRICE = Pattern.compile("(?U)(?:(?<sign>" + SIGN
            + ")\\s?)?(?<number>\\d{1,3}(?:[., '’ ]\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2})?)"
            + "(?:[,.][-–—]{1,2})?(?:\\s?(?<behind>" + SIGN + "))?(?![\\d%])");

    private static final Pattern BARE = Pattern.compile("\\d[\\d.,'’ ]{0,14}");
    private static final Pattern SIGN_FIRST = Pattern.compile("(?U)^(?:" + SIGN + ")(?![\\p{L}\\p{N}]|\\s\\d)");
    private static final Pattern SIGN_LAST =
            Pattern.compile("(?U)^\\P{N}{0,20}(?<![\\p{L}\\p{N}])(?<sign>" + SIGN + ")$");

    private static final Pattern BIDS =
            Pattern.compile("(?iU)\\d\\s?(?:bids?|gebote?|enchères?|pujas?|biedingen|licitações|ofert)\\b");

    /** Twice as large as other text. */
    private static final Pattern LARGE =
            Pattern.compile("(?i)font(?:-size)?\\s*:[^;]{0,40}?(?<!\\d)(?:2[0-9]|[3-9]\\d)px");

    private static final Set<String> STRUCK = Set.of("del", "s", "strike");

    private static final int LONGEST = 60;
    private static final int LONGEST_SIGN = 8;

    /** Two prices that stand so near to each other, with about as much in favour of both, are a price and what it was. */
    private static final int PAIR = 30;

    private static final double ALIKE = 0.75;
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

    /**
     * A price as it stands, and how much speaks for it.
     *
     * @param isOld whether it is struck through, or called so
     * @param isBid whether the number of bids stands beside it
     */
    record Candidate(String text, double score, int place, boolean isOld, boolean isBid) {

        Candidate withScore(double other) {
            return new Candidate(text, other, place, isOld, isBid);
        }

        Candidate asOld() {
            return new Candidate(text, score, place, true, isBid);
        }

        Optional<BigDecimal> amount() {
            return PriceReader.read(text).map(PriceText::amount);
        }
    }

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
        String text = withSignBeside(element, joined(element));
        List<Matched> prices = prices(element, text);
        boolean isBid = BIDS.matcher(text).find();
        for (int i = 0; i < prices.size(); i++) {
            Matched price = prices.get(i);
            boolean isOld = i > 0;
            repeated.merge(price.number(), 1, Integer::sum);
            candidates.add(new Candidate(
                    price.text(),
                    score(element, text, price) + (isBid ? 1.5 : 0) - (isOld ? 6 : 0),
                    map.place(element).orElse(0),
                    isOld || isStruck(element),
                    isBid));
        }
    }

    /** A price in the text of an element. */
    private record Matched(String text, String number, boolean hasSign) {

        static Matched of(Matcher found) {
            String text = found.group().substring(0, end(found) - found.start());
            boolean hasSign = found.group("sign") != null || found.group("behind") != null;
            return new Matched(text.strip(), found.group("number"), hasSign);
        }

        /** Of two signs the second is the next price's. */
        static int end(Matcher found) {
            return found.group("sign") == null ? found.end() : found.end("number");
        }

        Optional<BigDecimal> amount() {
            return PriceReader.read(text).map(PriceText::amount);
        }
    }

    /** The price of an element; and what it was, where a higher one stands side by side with it. */
    private static List<Matched> prices(Element element, String text) {
        Matcher found = PRICE.matcher(text);
        int from = 0;
        while (found.find(from)) {
            Matched price = Matched.of(found);
            from = Matched.end(found);
            if (price.hasSign() || (isLikeAPrice(price.number()) && isNamed(element))) {
                boolean isFollowed = price.hasSign()
                        && found.find(from)
                        && text.substring(from, found.start()).isBlank();
                return isFollowed ? inOrder(price, Matched.of(found)) : List.of(price);
            }
        }
        return List.of();
    }

    private static List<Matched> inOrder(Matched first, Matched second) {
        if (!second.hasSign()) {
            return List.of(first);
        }
        if (isLowerByLittle(first.amount(), second.amount())) {
            return List.of(first, second);
        }
        return isLowerByLittle(second.amount(), first.amount()) ? List.of(second, first) : List.of(first);
    }

    /** A lone digit without a sign counts something, and a long row of digits is a code. */
    private static boolean isLikeAPrice(String number) {
        long digits = number.chars().filter(Character::isDigit).count();
        return digits > 1 && digits < 8;
    }

    /** A sign may stand beside its number in an element of its own: {@code <b>2320</b> <i>元</i>}. */
    private String withSignBeside(Element element, String text) {
        if (!BARE.matcher(text).matches()) {
            return text;
        }
        Matcher behind = SIGN_FIRST.matcher(beside(element, Node::nextSibling));
        if (behind.find()) {
            return text + " " + behind.group();
        }
        Matcher before = SIGN_LAST.matcher(beside(element, Node::previousSibling));
        return before.find() ? before.group("sign") + " " + text : text;
    }

    private String beside(Element element, Function<Node, @Nullable Node> step) {
        @Nullable Node node = step.apply(element);
        while (node instanceof TextNode blank && blank.isBlank()) {
            node = step.apply(blank);
        }
        if (node instanceof TextNode words) {
            return words.text().strip();
        }
        return node instanceof Element other && map.length(other) <= LONGEST_SIGN
                ? other.text().strip()
                : "";
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

    private double score(Element element, String text, Matched price) {
        double score = price.hasSign() ? 2 : 0;
        score += names(element);
        score += near(element);
        score += LARGE.matcher(element.attr("style")).find() ? 1.5 : 0;
        score -= Math.min(3, Math.max(0, text.length() - price.number().length() - 6) * 0.08);
        score -= OTHER_WORDS.matcher(text).find() ? 4 : 0;
        score -= price.number().matches("0+(?:[.,]0+)?") ? 6 : 0;
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
        return withTheLowerOfAPairFirst(candidates.stream()
                .map(candidate -> {
                    Matcher found = PRICE.matcher(candidate.text());
                    int times = found.find() ? repeated.getOrDefault(found.group("number"), 1) : 1;
                    return candidate.withScore(candidate.score() + Math.min(3, times - 1) * 0.15);
                })
                .sorted(Comparator.comparingDouble(candidate -> -candidate.score()))
                .toList());
    }

    /** Where nothing tells the price from what it was but that it is lower. Three and more are a choice. */
    private static List<Candidate> withTheLowerOfAPairFirst(List<Candidate> ranked) {
        if (ranked.isEmpty() || ranked.get(0).isOld() || ranked.get(0).isBid()) {
            return ranked;
        }
        Candidate first = ranked.get(0);
        List<Candidate> others = ranked.stream()
                .skip(1)
                .filter(other -> Math.abs(other.place() - first.place()) < 2 * PAIR)
                .filter(other ->
                        first.score() - other.score() < ALIKE && !other.amount().equals(first.amount()))
                .toList();
        boolean isPair = others.size() == 1
                && Math.abs(others.get(0).place() - first.place()) < PAIR
                && isLowerByLittle(others.get(0).amount(), first.amount());
        if (!isPair) {
            return ranked;
        }
        List<Candidate> inOrder = new ArrayList<>(ranked);
        inOrder.remove(others.get(0));
        inOrder.set(0, first.asOld());
        inOrder.add(0, others.get(0));
        return inOrder;
    }

    /** Less, and not less than a third: nobody strikes through three times the price. */
    private static boolean isLowerByLittle(Optional<BigDecimal> lower, Optional<BigDecimal> higher) {
        return lower.isPresent()
                && higher.isPresent()
                && lower.get().compareTo(higher.get()) < 0
                && lower.get().multiply(BigDecimal.valueOf(3)).compareTo(higher.get()) > 0;
    }
}
