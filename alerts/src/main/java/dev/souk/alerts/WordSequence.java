package dev.souk.alerts;

import dev.souk.model.text.ListingText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The terms of a text as numbers of words, in order, ready to be asked. A term that no alert speaks of is a hole. */
final class WordSequence {

    static final int HOLE = -1;

    private final int[] numbers;
    private final int[] present;
    private final Word[] words;

    private WordSequence(int[] numbers, int[] present, Word[] words) {
        this.numbers = numbers;
        this.present = present;
        this.words = words;
    }

    /** A hole stands between the two parts, so that no phrase runs from one into the other. */
    static WordSequence of(List<String> head, List<String> tail, Vocabulary vocabulary) {
        int length = head.size() + 1 + tail.size();
        int[] numbers = new int[length];
        int[] present = new int[Integer.highestOneBit(length + 1) << 2];
        Arrays.fill(present, HOLE);
        Word[] words = new Word[length];
        int different = 0;
        for (int i = 0; i < length; i++) {
            Word word = i == head.size()
                    ? null
                    : vocabulary.find(i < head.size() ? head.get(i) : tail.get(i - head.size() - 1));
            numbers[i] = word == null ? HOLE : word.number;
            if (word != null && put(present, word.number)) {
                words[different] = word;
                different++;
            }
        }
        if (length > ListingText.MAX_OCCURRENCES) {
            leaveOutSurplus(numbers);
        }
        return new WordSequence(numbers, present, Arrays.copyOf(words, different));
    }

    private static boolean put(int[] present, int number) {
        int mask = present.length - 1;
        int slot = number & mask;
        while (present[slot] != HOLE) {
            if (present[slot] == number) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        present[slot] = number;
        return true;
    }

    private static void leaveOutSurplus(int[] numbers) {
        Map<Integer, Integer> occurrences = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != HOLE && occurrences.merge(numbers[i], 1, Integer::sum) > ListingText.MAX_OCCURRENCES) {
                numbers[i] = HOLE;
            }
        }
    }

    /** The different words, in order of appearance. */
    Word[] words() {
        return words;
    }

    boolean contains(int[] phrase) {
        if (!isPresent(phrase[0])) {
            return false;
        }
        if (phrase.length == 1) {
            return true;
        }
        for (int start = 0; start + phrase.length <= numbers.length; start++) {
            if (numbers[start] == phrase[0] && standsAt(start, phrase)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPresent(int number) {
        int mask = present.length - 1;
        for (int slot = number & mask; present[slot] != HOLE; slot = (slot + 1) & mask) {
            if (present[slot] == number) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAt(int start, int[] phrase) {
        for (int i = 1; i < phrase.length; i++) {
            if (numbers[start + i] != phrase[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of the phrases occurs; false for none at all. */
    boolean containsAny(int[][] phrases) {
        for (int[] phrase : phrases) {
            if (contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of each group occurs; true for null, no demand. */
    boolean containsAll(int @Nullable [][][] groups) {
        if (groups != null) {
            for (int[][] group : groups) {
                if (!containsAny(group)) {
                    return false;
                }
            }
        }
        return true;
    }
}
