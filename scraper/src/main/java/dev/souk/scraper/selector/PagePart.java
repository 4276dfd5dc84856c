package dev.souk.scraper.selector;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jspecify.annotations.Nullable;

/**
 * Where on a page its listings stand.
 *
 * @param data the JSON that the page is or carries; null if the listings are read from the markup
 * @param listings the pieces that are one listing each
 */
record PagePart(@Nullable Data data, Listings listings) {

    /** What a page looks like to rules that concern it as a whole: the data if there is some, else the markup. */
    Optional<Piece> whole(Page page) {
        return data == null
                ? Optional.of(new Piece.Html(markup(page)))
                : data.read(page).map(Piece.Json::new);
    }

    private static Document markup(Page page) {
        Document document = Jsoup.parse(page.body(), page.url().toString());
        document.outputSettings().prettyPrint(false);
        return document;
    }

    /** The pieces of a page, each a listing. */
    List<Piece> pieces(Piece whole) {
        return listings.of(whole);
    }

    /** How the pieces are found in the whole. */
    sealed interface Listings {

        /** More than this on one page are not read. */
        int MOST = 2_000;

        List<Piece> of(Piece whole);

        /** The page tells of one listing. */
        record One() implements Listings {
            @Override
            public List<Piece> of(Piece whole) {
                return List.of(whole);
            }
        }

        /** Elements. */
        record Elements(Evaluator css) implements Listings {
            @Override
            public List<Piece> of(Piece whole) {
                if (!(whole instanceof Piece.Html html)) {
                    return List.of();
                }
                return html.element().select(css).stream()
                        .limit(MOST)
                        .<Piece>map(Piece.Html::new)
                        .toList();
            }
        }

        /** Members of an array, or the values of an object. */
        record Members(JsonPointer pointer) implements Listings {
            @Override
            public List<Piece> of(Piece whole) {
                List<Piece> pieces = new ArrayList<>();
                if (whole instanceof Piece.Json json) {
                    for (JsonNode member : json.node().at(pointer)) {
                        if (pieces.size() < MOST) {
                            pieces.add(new Piece.Json(member));
                        }
                    }
                }
                return pieces;
            }
        }
    }

    /**
     * JSON in a page.
     *
     * @param script the element that holds it; null if the page is JSON as a whole
     * @param after what stands before it in the script; null for nothing
     */
    record Data(@Nullable Evaluator script, @Nullable String after) {

        Optional<JsonNode> read(Page page) {
            if (script == null) {
                return JsonReader.read(behind(page.body()));
            }
            return markup(page).select(script).stream()
                    .map(Element::data)
                    .filter(text -> after == null || text.contains(after))
                    .findFirst()
                    .flatMap(text -> JsonReader.readLeniently(behind(text)));
        }

        private String behind(String text) {
            int found = after == null ? -1 : text.indexOf(after);
            return found < 0 || after == null ? text : text.substring(found + after.length());
        }
    }
}
