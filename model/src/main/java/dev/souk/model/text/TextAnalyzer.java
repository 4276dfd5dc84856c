package dev.souk.model.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns text into terms. The rules, in order:
 *
 * <ol>
 *   <li>Unicode NFKD, lower case (root locale), accents off: {@code Café} is {@code cafe}, {@code Größe} is
 *       {@code gross}, {@code Øre} is {@code ore}, and a Greek sigma is one letter wherever it stands. What nobody sees, such
 *       as a soft hyphen, is not there.
 *   <li>A term is a run of letters or a run of digits, so {@code iphone13} and {@code iPhone 13} are both
 *       {@code iphon 13}, and {@code 128GB} is {@code 128 gb}. Everything else separates, but an apostrophe between
 *       letters is dropped: {@code Levi's} is {@code levis}.
 *   <li>Chinese characters, kana, Hangul and Thai letters are read by overlapping pairs, since those scripts do not
 *       separate words, or write particles on to them as Korean does: {@code 自転車} is {@code 自転} and {@code 転車},
 *       and {@code 자전거} is found within {@code 자전거를}. One that stands alone is a term of its own. A vowel sign or other
 *       mark belongs to the letter before it, and is passed over where there is none.
 *   <li>Endings by which nouns of eight languages tell one from many are folded, whatever the language: {@code bikes} is
 *       {@code bike}, {@code batteries} and {@code battery} are {@code batteri}, {@code Fahrräder} and {@code Fahrrad} are
 *       {@code fahrrad}. Terms under four letters stay as they are.
 *   <li>At most {@value #MAX_TERMS} terms are taken from one text; a term is cut at {@value #MAX_TERM_LENGTH} characters.
 * </ol>
 *
 * <p>Stateless; safe for any number of threads.
 */
public final class TextAnalyzer {

    /** Terms taken from one text. */
    public static final int MAX_TERMS = 4_096;

    /** The longest term, in characters. */
    public static final int MAX_TERM_LENGTH = 64;

    /** With what separates it; only to begin with a list of about the right size. */
    private static final int CHARACTERS_OF_A_TERM = 5;

    private TextAnalyzer() {}

    /** The terms of {@code text}, in order, with repetitions. {@link TermReader} reads them without making strings. */
    public static List<String> terms(String text) {
        List<String> terms = new ArrayList<>(Math.min(MAX_TERMS, text.length() / CHARACTERS_OF_A_TERM + 1));
        new TermReader().read(text, (chars, from, length) -> terms.add(new String(chars, from, length)));
        return Collections.unmodifiableList(terms);
    }
}
