package dev.souk.alerts;

import org.jspecify.annotations.Nullable;

/**
 * Something that an alert can demand by name and a listing can show: a word, a category, a seller. Its number is never
 * given to another term. The writer's: readers know terms by their numbers, from the {@link TermTable}.
 */
final class Term {

    /** What no term has as its number. */
    static final int NONE = -1;

    final Kind kind;
    final long key;

    /** Null where the key says all of it. */
    @Nullable
    final String text;

    final int number;

    /** How often alerts speak of it. */
    int uses;

    /** How large a share of the listings shows it, as it was reckoned when an alert last spoke of it. */
    float share;

    /** How many alerts are filed under it. */
    int alerts;

    /** The place among the {@link Postings} of the alerts filed under it. */
    int place = Postings.NOWHERE;

    Term(Kind kind, long key, @Nullable String text, int number) {
        this.kind = kind;
        this.key = key;
        this.text = text;
        this.number = number;
    }

    /** Characters of its text. */
    int length() {
        return text == null ? TermKey.length(key) : text.length();
    }

    /** The first character of its text. */
    char first() {
        return text == null ? TermKey.first(key) : text.charAt(0);
    }

    /** What a term is; the same word is another term as part of a place. */
    enum Kind {
        /** Of title or description. */
        WORD(1),
        /** Of a place in words. */
        PLACE(2),
        SOURCE(3),
        CATEGORY(4),
        SUBCATEGORY(5),
        SELLER(6),
        CURRENCY(7),
        /** Name and text of an attribute. */
        ATTRIBUTE(8),
        ATTRIBUTE_NAME(9),
        /** Of the title alone. */
        TITLE(10),
        /** What a word of title or description begins with. */
        PREFIX(11),
        /** What a word of the title begins with. */
        TITLE_PREFIX(12),
        /** That a listing does not say what a clause asks for; the text is the clause's key. */
        UNSAID(13),
        /** Two terms of a text, the second right after the first; its key says both, see {@link TermKey#ofPair}. */
        PAIR(14);

        /** One more than the highest number. */
        static final int COUNT = 15;

        /** Part of a {@link TermKey}, and so of a snapshot. */
        final int number;

        Kind(int number) {
            this.number = number;
        }
    }
}
