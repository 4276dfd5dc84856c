package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words and phrases that a listing's title and description must or must not hold. Each entry is analyzed like the text
 * itself; an entry of several words is a phrase, and {@code iphon*} a prefix word.
 *
 * @param all each must occur
 * @param any one of them must occur; empty for no such demand
 * @param none none may occur
 * @param title each must occur in the title
 * @param titleAny one of them must occur in the title; empty for no such demand
 * @param titleNone none may occur in the title; what only the description says is let pass
 */
public record Keywords(
        List<String> all,
        List<String> any,
        List<String> none,
        List<String> title,
        List<String> titleAny,
        List<String> titleNone) {

    /** No demand on words. */
    public static final Keywords NONE = new Keywords(List.of(), List.of(), List.of());

    /** The most entries of one list. */
    public static final int MAX_ENTRIES = 100;

    /** The longest entry. */
    public static final int MAX_LENGTH = 200;

    /**
     * Checks every entry and copies the lists.
     *
     * @throws IllegalArgumentException if a list or an entry is too long, or an entry holds neither letter nor digit or a
     *     {@link Phrase#misplacedStar}
     */
    public Keywords {
        all = checked("all", all);
        any = checked("any", any);
        none = checked("none", none);
        title = checked("title", title);
        titleAny = checked("titleAny", titleAny);
        titleNone = checked("titleNone", titleNone);
    }

    /** With no demand on the title. */
    public Keywords(List<String> all, List<String> any, List<String> none) {
        this(all, any, none, List.of(), List.of(), List.of());
    }

    private static List<String> checked(String list, List<String> entries) {
        if (entries.size() > MAX_ENTRIES) {
            throw new InvalidValueException(
                    "keywords." + list,
                    entries.size(),
                    "keywords." + list + " has more than 100 entries: " + entries.size());
        }
        for (String entry : entries) {
            StorableText.require("keywords." + list, entry, MAX_LENGTH);
            if (Phrase.ofEntry(entry).isEmpty()) {
                throw new InvalidValueException(
                        "keywords." + list,
                        entry,
                        "keywords.%s must hold a letter or a digit each: '%s'".formatted(list, entry));
            }
        }
        return List.copyOf(entries);
    }

    /** Whether nothing is demanded. */
    public boolean isEmpty() {
        return Stream.of(all, any, none, title, titleAny, titleNone).allMatch(List::isEmpty);
    }

    /** What must occur: of each group one phrase. A listing that holds these, and none of {@link #excluded}, is wanted. */
    public List<List<Phrase>> required() {
        List<List<Phrase>> required = new ArrayList<>();
        phrases(all).forEach(phrase -> required.add(List.of(phrase)));
        phrases(title).forEach(phrase -> required.add(List.of(phrase.inTitle())));
        if (!any.isEmpty()) {
            required.add(List.copyOf(phrases(any)));
        }
        if (!titleAny.isEmpty()) {
            required.add(inTitle(titleAny));
        }
        return List.copyOf(required);
    }

    /** What may not occur. */
    public List<Phrase> excluded() {
        List<Phrase> excluded = new ArrayList<>(phrases(none));
        excluded.addAll(inTitle(titleNone));
        return List.copyOf(excluded);
    }

    private static List<Phrase> inTitle(List<String> entries) {
        List<Phrase> phrases = phrases(entries);
        return phrases.isEmpty()
                ? phrases
                : phrases.stream().map(Phrase::inTitle).toList();
    }

    private static List<Phrase> phrases(List<String> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<Phrase> phrases = new ArrayList<>(entries.size());
        for (String entry : entries) {
            Phrase.ofEntry(entry).ifPresent(phrases::add);
        }
        return phrases;
    }
}
