package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import dev.souk.model.text.Phrase;
import java.util.List;

/**
 * Words and phrases that a listing's title and description must or must not hold. Each entry is analyzed like the text
 * itself; an entry of several words is a phrase, and {@code iphon*} a prefix word.
 *
 * @param all each must occur
 * @param any one of them must occur; empty for no such demand
 * @param none none may occur
 * @param title each must occur in the title
 */
public record Keywords(List<String> all, List<String> any, List<String> none, List<String> title) {

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
    }

    /** With no demand on the title. */
    public Keywords(List<String> all, List<String> any, List<String> none) {
        this(all, any, none, List.of());
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
        return all.isEmpty() && any.isEmpty() && none.isEmpty() && title.isEmpty();
    }
}
