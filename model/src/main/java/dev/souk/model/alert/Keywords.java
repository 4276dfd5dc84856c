package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Words and phrases that a listing's title and description must or must not hold. Each entry is analyzed like the text
 * itself; an entry of several words is a phrase, and {@code iphon*} a prefix word. Unchanging and thread-safe; equal if all
 * lists are.
 */
public final class Keywords {

    /*
     * No record, since entries are analyzed to check them, and whoever asks for the phrases, as the engine does of each
     * alert, need not do that again.
     */

    /** The most entries of one list. */
    public static final int MAX_ENTRIES = 100;

    /** The longest entry. */
    public static final int MAX_LENGTH = 200;

    /** No demand on words. */
    public static final Keywords NONE = new Keywords(List.of(), List.of(), List.of());

    private final List<String> all;
    private final List<String> any;
    private final List<String> none;
    private final List<String> title;
    private final List<String> titleAny;
    private final List<String> titleNone;
    private final List<List<Phrase>> required;
    private final List<Phrase> excluded;

    /**
     * Checks every entry and copies the lists.
     *
     * @param all each must occur
     * @param any one of them must occur; empty for no such demand
     * @param none none may occur
     * @param title each must occur in the title
     * @param titleAny one of them must occur in the title; empty for no such demand
     * @param titleNone none may occur in the title; what only the description says is let pass
     * @throws IllegalArgumentException if a list or an entry is too long, or an entry holds neither letter nor digit or a
     *     {@link Phrase#misplacedStar}
     */
    public Keywords(
            List<String> all,
            List<String> any,
            List<String> none,
            List<String> title,
            List<String> titleAny,
            List<String> titleNone) {
        this.all = List.copyOf(all);
        this.any = List.copyOf(any);
        this.none = List.copyOf(none);
        this.title = List.copyOf(title);
        this.titleAny = List.copyOf(titleAny);
        this.titleNone = List.copyOf(titleNone);
        List<List<Phrase>> groups = new ArrayList<>();
        phrases("all", this.all).forEach(phrase -> groups.add(List.of(phrase)));
        List<Phrase> alternatives = phrases("any", this.any);
        List<Phrase> left = phrases("none", this.none);
        inTitle("title", this.title).forEach(phrase -> groups.add(List.of(phrase)));
        if (!alternatives.isEmpty()) {
            groups.add(List.copyOf(alternatives));
        }
        List<Phrase> titleAlternatives = inTitle("titleAny", this.titleAny);
        if (!titleAlternatives.isEmpty()) {
            groups.add(List.copyOf(titleAlternatives));
        }
        left.addAll(inTitle("titleNone", this.titleNone));
        required = List.copyOf(groups);
        excluded = List.copyOf(left);
    }

    /** With no demand on the title. */
    public Keywords(List<String> all, List<String> any, List<String> none) {
        this(all, any, none, List.of(), List.of(), List.of());
    }

    private static List<Phrase> phrases(String list, List<String> entries) {
        if (entries.size() > MAX_ENTRIES) {
            throw new InvalidValueException(
                    "keywords." + list,
                    entries.size(),
                    "keywords." + list + " has more than 100 entries: " + entries.size());
        }
        List<Phrase> phrases = new ArrayList<>(entries.size());
        for (String entry : entries) {
            StorableText.require("keywords." + list, entry, MAX_LENGTH);
            if (Phrase.misplacedStar(entry) >= 0) {
                throw new InvalidValueException(
                        "keywords." + list,
                        entry,
                        "keywords.%s has a star without a word of at least %s letters or digits right before it: '%s'"
                                .formatted(list, Phrase.SHORTEST_PREFIX, entry));
            }
            phrases.add(Phrase.ofEntry(entry)
                    .orElseThrow(() -> new InvalidValueException(
                            "keywords." + list,
                            entry,
                            "keywords.%s must hold a letter or a digit each: '%s'".formatted(list, entry))));
        }
        return phrases;
    }

    private static List<Phrase> inTitle(String list, List<String> entries) {
        List<Phrase> phrases = phrases(list, entries);
        phrases.replaceAll(Phrase::inTitle);
        return phrases;
    }

    /** These, and more that must occur each. */
    Keywords andAll(String... more) {
        return more.length == 0 ? this : new Keywords(joined(all, more), any, none, title, titleAny, titleNone);
    }

    /** These, and more of which one will do. */
    Keywords orAny(String... more) {
        return more.length == 0 ? this : new Keywords(all, joined(any, more), none, title, titleAny, titleNone);
    }

    /** These, and more that may not occur. */
    Keywords andNone(String... more) {
        return more.length == 0 ? this : new Keywords(all, any, joined(none, more), title, titleAny, titleNone);
    }

    /** These, and more that must occur in the title each. */
    Keywords andTitle(String... more) {
        return more.length == 0 ? this : new Keywords(all, any, none, joined(title, more), titleAny, titleNone);
    }

    /** These, and more of which one in the title will do. */
    Keywords orTitleAny(String... more) {
        return more.length == 0 ? this : new Keywords(all, any, none, title, joined(titleAny, more), titleNone);
    }

    /** These, and more that may not occur in the title. */
    Keywords andTitleNone(String... more) {
        return more.length == 0 ? this : new Keywords(all, any, none, title, titleAny, joined(titleNone, more));
    }

    private static List<String> joined(List<String> entries, String... more) {
        return Stream.concat(entries.stream(), Arrays.stream(more)).toList();
    }

    /** Each must occur. */
    public List<String> all() {
        return all;
    }

    /** One of them must occur; empty for no such demand. */
    public List<String> any() {
        return any;
    }

    /** None may occur. */
    public List<String> none() {
        return none;
    }

    /** Each must occur in the title. */
    public List<String> title() {
        return title;
    }

    /** One of them must occur in the title; empty for no such demand. */
    public List<String> titleAny() {
        return titleAny;
    }

    /** None may occur in the title; what only the description says is let pass. */
    public List<String> titleNone() {
        return titleNone;
    }

    /** Whether nothing is demanded. */
    public boolean isEmpty() {
        return required.isEmpty() && excluded.isEmpty();
    }

    /** What must occur: of each group one phrase. A listing that holds these, and none of {@link #excluded}, is wanted. */
    public List<List<Phrase>> required() {
        return required;
    }

    /** What may not occur. */
    public List<Phrase> excluded() {
        return excluded;
    }

    private Stream<List<String>> lists() {
        return Stream.of(all, any, none, title, titleAny, titleNone);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Keywords keywords
                && lists().toList().equals(keywords.lists().toList());
    }

    @Override
    public int hashCode() {
        return lists().toList().hashCode();
    }

    @Override
    public String toString() {
        return "Keywords[all=%s, any=%s, none=%s, title=%s, titleAny=%s, titleNone=%s]"
                .formatted(all, any, none, title, titleAny, titleNone);
    }
}
