package dev.souk.scraper.shown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The number by which a shop orders a thing, as it is shown: {@code Product code: 83810610}. */
final class ShownCode {

    private static final String VALUE = "[\\s:#.№-]{0,6}(?<value>[A-Za-z0-9][A-Za-z0-9./_-]{2,29})(?![A-Za-z0-9])";

    /** The likeliest first. What the maker calls it, and what is printed for scanners, is another number. */
    private static final List<Pattern> LABELS = List.of(
            label("sku|(?:item|product|article|catalog(?:ue)?|stock|style|web) ?(?:no|nr|number|num|code|id|#)\\.?"
                    + "|art(?:ikel|ikkel)?[ .-]*(?:nr|no|num\\p{L}*)\\.?|bestell-?(?:nr|nummer)\\.?"
                    + "|produkt-?(?:nr|nummer|code)\\.?|r[ée]f(?:[ée]rence|er[êe]ncia)?\\.?(?: produit| producto)?"
                    + "|c[oó]d(?:ice|igo)?\\.?(?: prodotto| articolo| producto| do produto| produs)?|indeks"
                    + "|kod(?: produktu)?|nr (?:kat\\p{L}*|ref\\p{L}*|produktu)\\.?|šifra(?: izdelka| proizvoda)?"
                    + "|kód(?: tovaru| produktu| zboží)?|cikkszám|tootekood|tuotenumero|varenr\\.?|артикул"
                    + "|код(?: товара)?|商品(?:編號|编号|番号|代碼)|貨號|品番|상품번호|מק.?ט"),
            label("asin"));

    private static final Pattern FIELD =
            Pattern.compile("(?i)^(?:sku|product_?-?(?:code|sku)|asin|item_?-?no|article_?-?no)$");

    private static final int LONGEST = 120;
    private static final int MOST = 20_000;

    private ShownCode() {}

    private static Pattern label(String words) {
        return Pattern.compile("(?iU)(?<![\\p{L}\\p{N}])(?:" + words + ")" + VALUE);
    }

    /** A code with its place, and how much its label tells. */
    private record Candidate(String value, int rank, int distance) {}

    static Optional<String> find(Document document, PageMap map, int title) {
        List<Candidate> candidates = new ArrayList<>();
        map.elements().stream()
                .limit(MOST)
                .filter(element -> map.length(element) <= LONGEST && map.length(element) > 4)
                .filter(element -> !map.isElsewhere(element))
                .forEach(element -> read(element, map, title, candidates));
        String address = document.location();
        return candidates.stream()
                .min(Comparator.comparing((Candidate code) -> !address.contains(code.value()))
                        .thenComparingInt(Candidate::rank)
                        .thenComparingInt(Candidate::distance))
                .map(Candidate::value)
                .or(() -> ofField(document));
    }

    private static void read(Element element, PageMap map, int title, List<Candidate> candidates) {
        String text = element.text();
        for (int rank = 0; rank < LABELS.size(); rank++) {
            Matcher found = LABELS.get(rank).matcher(text);
            if (found.find() && isCode(found.group("value"))) {
                int distance = Math.abs(map.place(element).orElse(0) - title);
                candidates.add(new Candidate(stripped(found.group("value")), rank, distance));
                return;
            }
        }
    }

    private static boolean isCode(String value) {
        return value.chars().filter(Character::isDigit).count() >= 3 || value.matches("(?=.*\\d)[A-Z0-9-]{5,}");
    }

    private static String stripped(String value) {
        return value.replaceAll("[./_-]+$", "");
    }

    private static Optional<String> ofField(Document document) {
        for (Element field : document.select("input[name][value], input[id][value]")) {
            boolean isCode = FIELD.matcher(field.attr("name")).matches()
                    || FIELD.matcher(field.id()).matches();
            String value = field.attr("value").strip();
            if (isCode && value.length() <= 30 && isCode(value)) {
                return Optional.of(value);
            }
        }
        return document.select("[data-sku]").eachAttr("data-sku").stream()
                .map(String::strip)
                .filter(value -> value.length() <= 30 && isCode(value))
                .findFirst();
    }
}
