package dev.souk.alerts;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Questions that nobody asks just now, kept for whoever asks next: about as many as were asked at once, and never more
 * than a few hundred. Any number of threads, none of which waits. A thread keeps nothing of an engine, so an engine that
 * is no longer used is garbage.
 */
final class Questions {

    /*
     * A thread looks in its own row, which is a cache line, so that threads do not meet. A row that is empty means that
     * one more is asked at once.
     */

    private static final int ROWS = 64;
    private static final int ROW = 16;
    private static final int USED = 4;

    private final AtomicReferenceArray<@Nullable Question> idle = new AtomicReferenceArray<>(ROWS * ROW);
    private final Supplier<Question> maker;

    Questions(Supplier<Question> maker) {
        this.maker = maker;
    }

    /** One that is the caller's alone until it is given back. */
    Question take() {
        int row = row();
        for (int place = row; place < row + USED; place++) {
            if (idle.getPlain(place) != null) {
                Question question = idle.getAndSet(place, null);
                if (question != null) {
                    return question;
                }
            }
        }
        return maker.get();
    }

    /** Of one that is not given back nothing is lost but its memory. */
    void giveBack(Question question) {
        int row = row();
        for (int place = row; place < row + USED; place++) {
            if (idle.getPlain(place) == null && idle.compareAndSet(place, null, question)) {
                return;
            }
        }
    }

    private static int row() {
        return ((int) (TermKey.mix(Thread.currentThread().getId()) >>> 32) & (ROWS - 1)) * ROW;
    }
}
