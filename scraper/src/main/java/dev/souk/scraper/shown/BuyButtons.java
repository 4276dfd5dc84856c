package dev.souk.scraper.shown;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The places where a page offers to buy what it shows. */
final class BuyButtons {

    private static final Pattern WORDS = Pattern.compile(
            "(?iU)add (?:\\w+ )?to (?:your |my |shopping )?(?:cart|basket|bag|trolley)|buy (?:it )?now|place bid|order now|pre-?order"
                    + "|in den (?:waren|einkaufs)?(?:korb|wagen)|jetzt kaufen|sofort.?kaufen|ajouter (?:au|à mon) panier|acheter"
                    + "|añadir (?:al?|a la) (?:carrito|cesta|bolsa)|agregar al carr|comprar|aggiungi al carrello|acquista"
                    + "|do koszyka|kup teraz|adicionar ao carrinho|in (?:mijn )?winkel(?:wagen|mand)|bestellen|kopen"
                    + "|do koš[íi]k[ua]|koupit|kúpiť|v košarico|u košaricu|în co[șş]|ostukorvi|osta|i varukorg|lägg i|legg i|læg i"
                    + "|ostoskori|kosárba|sepete|в корзину|купить|в кошик|купити|в кошница|加入購物車|加入购物车|立即購買|立即购买|直接購買"
                    + "|放入購物車|カート|購入|장바구니|구매|לסל|לעגלה|קנה|أضف|اشتر");

    private static final Pattern NAMES = Pattern.compile(
            "(?i)add-?_?to-?_?(?:cart|basket|bag|trolley)|addtocart|buy-?_?(?:now|box|button|btn)|btn-?_?(?:buy|cart)|in-?cart");

    private static final int LONGEST = 40;

    private BuyButtons() {}

    /** Where they stand, in characters read before them. */
    static List<Integer> places(PageMap map) {
        return map.elements().stream()
                .filter(element -> map.length(element) <= LONGEST && isButton(element))
                .filter(element -> !map.isElsewhere(element))
                .flatMap(element -> map.place(element).stream())
                .toList();
    }

    private static boolean isButton(Element element) {
        String name = element.normalName();
        boolean mayBe = name.equals("button") || name.equals("a") || name.equals("input");
        if (!mayBe || (name.equals("input") && !element.attr("type").matches("(?i)submit|button|image"))) {
            return false;
        }
        String text = name.equals("input") ? element.attr("value") : element.text();
        return WORDS.matcher(text).find()
                || NAMES.matcher(PageMap.names(element)).find()
                || WORDS.matcher(element.attr("title")).find();
    }
}
