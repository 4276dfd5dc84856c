package dev.souk.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One or more terms that must stand one right after the other. A single word is a phrase of one term; a word such as
 * {@code iphone13} is a phrase of two. A prefix word such as {@code iphon*} is found where the word before the star is, and
 * wherever a term begins with that word as it is written, but for case and accents.
 *
 * @param terms analyzed terms, at least one
 * @param titleOnly whether it must stand in the title; else the description will do
 * @param prefix what a term may begin with instead; null if the phrase is no prefix word
 */
public record Phrase(
        List<String> terms, boolean titleOnly, @Nullable String prefix) {

    /** What must stand before the star of a prefix word, in characters. */
    public static final int SHORTEST_PREFIX = 3;

    private static final char STAR = '*';

    /** Copies the terms. */
    public Phrase {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a phrase needs a term");
        }
        if (prefix != null
                && (terms.size() > 1
                        || prefix.length() < SHORTEST_PREFIX
                        || prefix.length() > TextAnalyzer.MAX_TERM_LENGTH)) {
            throw new IllegalArgumentException("no prefix word: " + prefix);
        }
    }

    /** Terms that may stand in the title or in the description. */
    public Phrase(List<String> terms) {
        this(terms, false, null);
    }

    /** The phrase that a text amounts to, in which a star means nothing; empty when it holds neither letter nor digit. */
    public static Optional<Phrase> of(String text) {
        List<String> terms = TextAnalyzer.terms(text);
        return terms.isEmpty() ? Optional.empty() : Optional.of(new Phrase(terms));
    }

    /**
     * As {@link #of}, but a word with a star right at its end is a prefix word.
     *
     * @throws IllegalArgumentException if there is a {@link #misplacedStar}
     */
    public static Optional<Phrase> ofEntry(String text) {
        int star = star(text);
        Optional<Phrase> phrase = of(text);
        if (star < 0 || phrase.isEmpty()) {
            return phrase;
        }
        String prefix = prefix(text, star).orElseThrow(() -> misplaced(text));
        return Optional.of(new Phrase(phrase.get().terms, false, prefix));
    }

    /**
     * Where a star stands that cannot be read: at the end of a word of which fewer than {@value #SHORTEST_PREFIX}
     * characters, or more than one term, stand before it. -1 if there is none; in a text of several words a star means
     * nothing, and so it does after two or more letters that are read by pairs.
     */
    public static int misplacedStar(String text) {
        int star = star(text);
        return star < 0
                        || TextAnalyzer.terms(text).isEmpty()
                        || prefix(text, star).isPresent()
                ? -1
                : star;
    }

    private static IllegalArgumentException misplaced(String text) {
        return new IllegalArgumentException("a star needs one word of at least " + SHORTEST_PREFIX
                + " letters or digits right before it: '" + text + "'");
    }

    /**
     * The first of the stars right after the last letter or digit of a text that is one word; -1 if there is none, or it is
     * said already.
     */
    private static int star(String text) {
        if (text.indexOf(STAR) < 0) {
            return -1; // nearly always
        }
        int end = text.length();
        while (end > 0 && Typography.isSpace(text.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        while (start < end && Typography.isSpace(text.charAt(start))) {
            start++;
        }
        int star = end;
        while (star > start && text.charAt(star - 1) == STAR) {
            star--;
        }
        boolean isOneWord = text.substring(start, end).chars().noneMatch(c -> Typography.isSpace((char) c));
        boolean endsAWord = star > 0 && CharacterKind.endsAWord(text.substring(0, star));
        return star < end && isOneWord && endsAWord && !endsInPairs(text.substring(0, star)) ? star : -1;
    }

    /** Whether it ends with letters that are read by pairs: they are found within a longer run anyway. */
    private static boolean endsInPairs(String word) {
        List<String> terms = TextAnalyzer.terms(word);
        String last = terms.isEmpty() ? "" : terms.get(terms.size() - 1);
        return last.codePoints().filter(Character::isLetter).count() > 1 && CharacterKind.standsAlone(last);
    }

    private static Optional<String> prefix(String text, int star) {
        List<String> words = new ArrayList<>();
        String word = text.substring(0, star);
        new TermReader(false).read(word, (chars, from, length) -> words.add(new String(chars, from, length)));
        boolean isOne = words.size() == 1
                && words.get(0).codePointCount(0, words.get(0).length()) >= SHORTEST_PREFIX
                && !CharacterKind.standsAlone(words.get(0));
        return isOne ? Optional.of(words.get(0)) : Optional.empty();
    }

    /** The same, but in the title. */
    public Phrase inTitle() {
        return new Phrase(terms, true, prefix);
    }

    /** Whether a term begins with the {@link #prefix}, if there is one. */
    boolean isBeginningOf(String term) {
        return prefix != null && term.startsWith(prefix);
    }

    /** What it demands, as it could be typed into a query. */
    @Override
    public String toString() {
        String words =
                prefix != null ? prefix + STAR : terms.size() == 1 ? terms.get(0) : '"' + String.join(" ", terms) + '"';
        return titleOnly ? "title:" + words : words;
    }
}
