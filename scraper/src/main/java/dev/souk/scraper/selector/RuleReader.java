package dev.souk.scraper.selector;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of a description. A rule that is only a text is a JSON pointer if it begins with a slash, and else a
 * CSS selector.
 */
final class RuleReader {

    private RuleReader() {}

    /** The rule under this key; empty if there is none, or a wrong one, which is noted. */
    static Optional<Rule> rule(Section section, String key, Pieces pieces) {
        return section.sectionOr(key, RuleReader::shortForm).flatMap(rule -> rule(rule, pieces));
    }

    /** One rule or several, of which all count. */
    static List<Rule> rules(Section section, String key, Pieces pieces) {
        return section.sectionsOr(key, RuleReader::shortForm).stream()
                .flatMap(rule -> rule(rule, pieces).stream())
                .toList();
    }

    static String shortForm(String text) {
        return text.startsWith("/") ? "json" : "css";
    }

    private static Optional<Rule> rule(Section section, Pieces pieces) {
        Optional<Evaluator> css = section.text("css", RuleReader::css);
        Optional<JsonPointer> json = section.text("json", RuleReader::pointer);
        Optional<String> constant = section.text("value");
        Optional<String> attribute = section.text("attr");
        Optional<Rule.Reading> reading = section.text("read", RuleReader::reading);
        Rule.Place place = constant.<Rule.Place>map(Rule.Place.Constant::new)
                .or(() -> json.map(Rule.Place.Pointer::new))
                .orElseGet(() -> new Rule.Place.Css(
                        css.orElse(null),
                        attribute
                                .<Rule.Reading>map(Rule.Reading.Attribute::new)
                                .or(() -> reading)
                                .orElseGet(Rule.Reading.Text::new)));
        List<Transform> transforms = transforms(section);
        @Nullable String otherwise = section.text("default").orElse(null);
        check(section, pieces);
        section.end();
        return Optional.of(new Rule(place, transforms, otherwise));
    }

    private static void check(Section section, Pieces pieces) {
        boolean isConstant = section.has("value");
        boolean readsJson = section.has("json");
        boolean readsHtml = section.has("css") || section.has("attr") || section.has("read");
        if ((isConstant ? 1 : 0) + (readsJson ? 1 : 0) + (readsHtml ? 1 : 0) != 1) {
            section.problem("must have one of css (or attr, or read), json, value");
        } else if (section.has("attr") && section.has("read")) {
            section.problem("has attr and read, of which only one can be the value");
        } else if (pieces == Pieces.JSON && readsHtml) {
            section.problem("looks into HTML, but the listings are data: use json");
        } else if (pieces == Pieces.HTML && readsJson) {
            section.problem("looks into data, but the listings are HTML: use css, or give the list a json");
        }
    }

    private static List<Transform> transforms(Section section) {
        List<Transform> transforms = new ArrayList<>();
        section.text("after").map(Transform::after).ifPresent(transforms::add);
        section.text("before").map(Transform::before).ifPresent(transforms::add);
        section.text("match", Transform::match).ifPresent(transforms::add);
        if (section.has("map")) {
            Map<String, String> values = section.map("map");
            transforms.add(Transform.map(values));
        }
        section.text("inside", Transform::inside).ifPresent(transforms::add);
        return transforms;
    }

    /**
     * A selector.
     *
     * @throws IllegalArgumentException if it is none, or uses patterns, which a hostile page can make slow
     */
    static Evaluator css(String selector) {
        if (selector.toLowerCase(Locale.ROOT).contains(":matches") || selector.contains("~=")) {
            throw new IllegalArgumentException("selectors with patterns are not read: use match on the text");
        }
        try {
            return QueryParser.parse(selector);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("not a CSS selector: " + e.getMessage(), e);
        }
    }

    static JsonPointer pointer(String text) {
        try {
            return JsonPointer.compile(text.equals("/") ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a JSON pointer such as /ads/0/title: " + text, e);
        }
    }

    private static Rule.Reading reading(String word) {
        return switch (word) {
            case "text" -> new Rule.Reading.Text();
            case "own-text" -> new Rule.Reading.OwnText();
            case "html" -> new Rule.Reading.Markup();
            default -> throw new IllegalArgumentException("must be text, own-text or html: " + word);
        };
    }

    /** What the rules of a part of a description look into. */
    enum Pieces {
        HTML,
        JSON
    }
}
