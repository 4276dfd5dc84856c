package dev.souk.alerts;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Terms by number. For the writer alone. */
final class NumberedTerms {

    private static final int SMALLEST = 64;

    private @Nullable Term[] slots = new Term[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    void put(Term term) {
        if (4 * (size + 1) > 3 * slots.length) {
            resize(2 * slots.length);
        }
        slots[free(term.number)] = term;
        size++;
    }

    Term get(int number) {
        Term term = slots[slotOf(number)];
        if (term == null) {
            throw new IllegalStateException("no term has the number " + number);
        }
        return term;
    }

    /** Moves up what would not be found across the gap (Knuth, Algorithm 6.4 R). */
    void remove(int number) {
        int mask = slots.length - 1;
        int gap = slotOf(number);
        slots[gap] = null;
        size--;
        for (int i = (gap + 1) & mask; slots[i] != null; i = (i + 1) & mask) {
            Term term = slots[i];
            int home = home(term.number);
            if (((i - home) & mask) >= ((i - gap) & mask)) {
                slots[gap] = term;
                slots[i] = null;
                gap = i;
            }
        }
        if (slots.length > SMALLEST && 8 * size < slots.length) {
            resize(slots.length / 2);
        }
    }

    void forEach(Consumer<Term> reader) {
        for (Term term : slots) {
            if (term != null) {
                reader.accept(term);
            }
        }
    }

    private void resize(int capacity) {
        @Nullable Term[] old = slots;
        slots = new Term[capacity];
        Arrays.stream(old).forEach(term -> {
            if (term != null) {
                slots[free(term.number)] = term;
            }
        });
    }

    private int slotOf(int number) {
        int slot = home(number);
        while (slots[slot] != null && slots[slot].number != number) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int free(int number) {
        int slot = home(number);
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int home(int number) {
        int mixed = number * 0x9E3779B9;
        return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
    }

    long bytes() {
        return 4L * slots.length;
    }
}
