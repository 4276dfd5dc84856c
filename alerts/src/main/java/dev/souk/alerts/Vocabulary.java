package dev.souk.alerts;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The words that alerts speak of. One writer at a time, any number of readers. A word that no alert uses any more is
 * forgotten.
 */
final class Vocabulary {

    private final ConcurrentHashMap<String, Word> words = new ConcurrentHashMap<>();
    private volatile int horizon;

    /** The number that the next new word gets: words below it are known, or forgotten already. */
    int horizon() {
        return horizon;
    }

    @Nullable
    Word find(String text) {
        return words.get(text);
    }

    /** For the writer: the word, counted as used once more. */
    Word use(String text) {
        Word word = words.get(text);
        if (word == null) {
            int number = horizon;
            word = new Word(text, number);
            words.put(text, word);
            horizon = number + 1;
        }
        word.uses++;
        return word;
    }

    /** For the writer: undoes one {@link #use}. */
    void release(Word word) {
        word.uses--;
        if (word.uses == 0) {
            words.remove(word.text);
        }
    }

    int size() {
        return words.size();
    }
}
