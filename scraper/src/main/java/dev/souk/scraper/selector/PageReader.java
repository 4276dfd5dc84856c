package dev.souk.scraper.selector;

import dev.souk.scraper.selector.RuleReader.Pieces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a description says of the two kinds of pages. */
final class PageReader {

    private static final String WHOLE_PAGE = "page";

    private final Fields.SiteLocale locale;

    PageReader(Fields.SiteLocale locale) {
        this.locale = locale;
    }

    Optional<SiteDescription.ListPage> list(Section section) {
        PagePart.@Nullable Data data = data(section).orElse(null);
        Pieces pieces = data == null ? Pieces.HTML : Pieces.JSON;
        Optional<PagePart.Listings> listings = section.required("listings", text -> listings(text, pieces));
        Fields fields = fields(section, pieces);
        if (!fields.tell("id", "url")) {
            section.problem("has no rule for id or url: without one, listings cannot be told apart");
        }
        if (!fields.tell("title")) {
            section.problem("has no rule for title");
        }
        Paging paging = paging(section, pieces);
        List<Evidence> empty = evidence(section, "empty", pieces);
        section.end();
        return listings.map(known -> new SiteDescription.ListPage(new PagePart(data, known), fields, paging, empty));
    }

    Optional<SiteDescription.ItemPage> item(Section section) {
        PagePart.@Nullable Data data = data(section).orElse(null);
        Pieces pieces = data == null ? Pieces.HTML : Pieces.JSON;
        PagePart.Listings whole =
                section.text("listing", text -> listings(text, pieces)).orElseGet(PagePart.Listings.One::new);
        Fields fields = fields(section, pieces);
        if (!fields.tell("id", "url")) {
            section.problem("has no rule for id or url: without one, it is not known whose page it is");
        }
        List<Evidence> gone = evidence(section, "gone", pieces);
        section.end();
        return Optional.of(new SiteDescription.ItemPage(new PagePart(data, whole), fields, gone));
    }

    private static Optional<PagePart.Data> data(Section section) {
        return section.sectionOr("data", text -> text.equals(WHOLE_PAGE) ? WHOLE_PAGE : "script")
                .map(data -> {
                    boolean isPage = data.has(WHOLE_PAGE);
                    var script = data.text("script", RuleReader::css);
                    String after = data.text("after").orElse(null);
                    if (isPage == data.has("script")) {
                        data.problem("must be 'page', or name the script that holds the data");
                    }
                    data.end();
                    return new PagePart.Data(script.orElse(null), after);
                });
    }

    private static PagePart.Listings listings(String text, Pieces pieces) {
        if (pieces == Pieces.JSON) {
            return new PagePart.Listings.Members(RuleReader.pointer(text));
        }
        return new PagePart.Listings.Elements(RuleReader.css(text));
    }

    private Fields fields(Section section, Pieces pieces) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        Map<String, Rule> attributes = new LinkedHashMap<>();
        if (!section.has("fields")) {
            section.problem("fields", "is missing");
        }
        section.section("fields").ifPresent(fields -> {
            for (String name : Fields.NAMES) {
                RuleReader.rule(fields, name, pieces).ifPresent(rule -> rules.put(name, rule));
            }
            fields.end();
        });
        section.section("attributes").ifPresent(named -> {
            for (String name : named.keys()) {
                RuleReader.rule(named, name, pieces).ifPresent(rule -> attributes.put(name, rule));
            }
        });
        List<Rule> images = RuleReader.rules(section, "images", pieces);
        return new Fields(rules, attributes, images, locale);
    }

    private static Paging paging(Section section, Pieces pieces) {
        Optional<Rule> link = RuleReader.rule(section, "next", pieces);
        Optional<Section> counted = section.section("pages");
        if (link.isPresent() && counted.isPresent()) {
            section.problem("has next and pages, of which only one can lead on");
        }
        if (link.isPresent()) {
            return new Paging.Link(link.get());
        }
        return counted.<Paging>map(PageReader::counted).orElseGet(Paging.None::new);
    }

    private static Paging counted(Section section) {
        String parameter = section.required("parameter", text -> text).orElse("");
        int first = section.text("first", text -> DescriptionReader.number(text, 0, 1_000))
                .orElse(1);
        int step = section.text("step", text -> DescriptionReader.number(text, 1, 1_000))
                .orElse(1);
        int last = section.text("last", text -> DescriptionReader.number(text, 1, 1_000_000))
                .orElse(1_000);
        section.end();
        return Paging.Counted.of(parameter, first, step, last);
    }

    private static List<Evidence> evidence(Section section, String key, Pieces pieces) {
        List<Evidence> evidence = new ArrayList<>();
        for (Section part : section.sectionsOr(key, text -> "contains")) {
            Optional<String> words = part.text("contains");
            String value = part.text("equals").orElse(null);
            Optional<Rule> rule = RuleReader.rule(part, "value", pieces);
            if (words.isPresent() == rule.isPresent()) {
                part.problem("must have one of contains and value");
            }
            part.end();
            words.map(Evidence.Words::new).ifPresent(evidence::add);
            rule.map(found -> new Evidence.Value(key, found, value)).ifPresent(evidence::add);
        }
        return evidence;
    }
}
