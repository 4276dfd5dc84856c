package dev.souk.core.transaction;

import java.util.function.Supplier;

/** Work for which something of a transaction is set, which is put back where the transaction goes on. */
final class Restored {

    private Restored() {}

    /**
     * Does the work, and then puts back what was set before, also where the work fails.
     *
     * @param goesOn whether the transaction may go on after the work; otherwise what was set ends with it
     */
    static <T> T after(Supplier<T> work, boolean goesOn, Runnable putBack) {
        T result;
        try {
            result = work.get();
        } catch (Throwable e) {
            if (goesOn) {
                putBackAfter(e, putBack);
            }
            throw e;
        }
        if (goesOn) {
            putBack.run();
        }
        return result;
    }

    /** What the failure has broken is rolled back, and that puts it back too. */
    private static void putBackAfter(Throwable failure, Runnable putBack) {
        try {
            putBack.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
