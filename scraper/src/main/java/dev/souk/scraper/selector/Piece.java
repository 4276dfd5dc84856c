package dev.souk.scraper.selector;

import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.nodes.Element;

/** What the rules look into: a page, or the part of it that is one listing. */
sealed interface Piece {

    /** Markup. */
    record Html(Element element) implements Piece {}

    /** Data. */
    record Json(JsonNode node) implements Piece {}
}
